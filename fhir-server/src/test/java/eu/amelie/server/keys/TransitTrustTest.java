/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.server.testing.LocalTransit;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates count is the JVM's own matter, and there is no way around it. */
class TransitTrustTest {
  private static final char[] PASSWORD = "plainly fictional".toCharArray();

  @TempDir private Path folder;

  @Test
  void onlyAServiceThatTheJvmTrustsIsSentAnything() throws Exception {
    SSLContext trusting = selfSigned();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(trusting));
    try (LocalTransit service = LocalTransit.on(server)) {
      String address = "https://localhost:" + service.port();

      assertThatThrownBy(() -> keyEncryption(address).current())
          .isInstanceOf(IdentityUnavailableException.class)
          .hasCauseInstanceOf(SSLException.class);
      assertThat(service.requests()).isEmpty();

      SSLContext before = SSLContext.getDefault();
      SSLContext.setDefault(trusting);
      try {
        assertThat(keyEncryption(address).current().number()).isEqualTo(1);
      } finally {
        SSLContext.setDefault(before);
      }
    }
  }

  private TransitKeyEncryption keyEncryption(String address) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), LocalTransit.TOKEN);
    return new TransitKeyEncryption(
        new TransitSettings(
            address,
            "transit",
            "exchange",
            "",
            token.toString(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ZERO));
  }

  /** A context that shows a certificate of its own making for localhost, and trusts it. */
  private SSLContext selfSigned() throws Exception {
    Path file = folder.resolve("server.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    // The certificate of a private key is no trust anchor: it is entered as one.
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
