/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Optional;

/**
 * The sandbox's key files: one that signs its tokens and, for each client, a demo key pair that an
 * integrator may use or replace ({@code clients/<client>.jwks.json}). Made on first use, readable
 * by the owner only.
 */
public class ClientKeys {
  private static final String SIGNING = "server-signing.jwks.json";

  private final Path directory;

  ClientKeys(Path dataDirectory) {
    this.directory = dataDirectory.resolve("clients");
  }

  /** The public keys registered for a client. */
  JWKSet publicKeys(String client) {
    return readOrMake(directory.resolve(client + ".jwks.json"), JWSAlgorithm.ES384, Curve.P_384)
        .toPublicJWKSet();
  }

  /** The key pair that signs access tokens; it outlives a restart, and so do tokens. */
  JWKSet signingKeys() {
    return readOrMake(directory.resolve(SIGNING), JWSAlgorithm.ES256, Curve.P_256);
  }

  /**
   * The public part of what signs a sandbox's access tokens, as a JWK set in JSON; empty before its
   * first start.
   */
  public static Optional<String> publicSigningKeys(Path dataDirectory) {
    Path file = dataDirectory.resolve("clients").resolve(SIGNING);
    return Files.exists(file)
        ? Optional.of(readOrMake(file, JWSAlgorithm.ES256, Curve.P_256).toString(true))
        : Optional.empty();
  }

  private static synchronized JWKSet readOrMake(Path file, JWSAlgorithm algorithm, Curve curve) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        JWK key =
            new ECKeyGenerator(curve)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyIDFromThumbprint(true)
                .generate();
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, new JWKSet(key).toString(false));
      }
      return JWKSet.load(file.toFile());
    } catch (IOException | JOSEException | ParseException e) {
      throw new IllegalStateException("The key file " + file.getFileName() + " cannot be used.", e);
    }
  }
}
