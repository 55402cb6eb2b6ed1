/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.rights.FileKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers to which keys a file was sealed; takes part in the caller's transaction. */
@Repository
class UsedKeys {
  private final JdbcClient jdbc;

  UsedKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was not used before; of two at once one is the first. */
  boolean use(FileKey key) {
    return jdbc.sql(
                """
                insert into exchange.sealed_file (key_digest) values (:digest)
                on conflict do nothing
                """)
            .param("digest", digest(key))
            .update()
        == 1;
  }

  private static byte[] digest(FileKey key) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(key.text().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
