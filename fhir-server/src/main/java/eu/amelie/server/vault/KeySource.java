/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.database.DataDirectory;
import eu.amelie.server.database.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Opens the keystore that is configured, or the sandbox's own. */
final class KeySource {
  private static final int PASSWORD_BYTES = 32;

  private KeySource() {}

  static ExchangeKeys configured(KeySettings settings) {
    if (settings.keystore().isBlank() || settings.keystorePasswordFile().isBlank()) {
      throw new StartRefusedException(
          "No keys are configured: set AMELIE_KEYSTORE and AMELIE_KEYSTORE_PASSWORD_FILE.");
    }
    return KeyStoreFile.open(
        Path.of(settings.keystore()), password(Path.of(settings.keystorePasswordFile())));
  }

  /** Made on first start, with a random password beside it; readable by the owner only. */
  static ExchangeKeys sandbox(DataDirectory directory, SecureRandom random) {
    Path keys = directory.path().resolve("keys");
    Path passwordFile = keys.resolve("keystore.password");
    try {
      if (!Files.exists(passwordFile)) {
        Files.createDirectories(keys);
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        Files.createFile(
            passwordFile,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, HexFormat.of().formatHex(password));
      }
    } catch (IOException e) {
      throw new StartRefusedException("The keys in " + keys + " cannot be made.", e);
    }
    return KeyStoreFile.createIfAbsent(
        keys.resolve("keystore.bcfks"), password(passwordFile), random);
  }

  private static char[] password(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
    } catch (IOException e) {
      throw new StartRefusedException("The keystore's password file cannot be read.", e);
    }
  }
}
