/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers the {@code jti} of client assertions until they expire (RFC 7523, section 3). */
class AssertionReplays {
  private static final int LONGEST_JTI = 200;

  private final JdbcClient jdbc;

  AssertionReplays(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** True the first time only. */
  boolean firstUse(String client, String jti, Instant expires) {
    if (jti == null || jti.isBlank() || jti.length() > LONGEST_JTI) {
      return false;
    }
    jdbc.sql(
            "delete from exchange.token_assertion where expires < clock_timestamp() - interval '5 minutes'")
        .update();
    return jdbc.sql(
                """
                insert into exchange.token_assertion (client, jti, expires)
                values (:client, :jti, :expires) on conflict do nothing
                """)
            .param("client", client)
            .param("jti", jti)
            .param("expires", Timestamp.from(expires))
            .update()
        == 1;
  }
}
