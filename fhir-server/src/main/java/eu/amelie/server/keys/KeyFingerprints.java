/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.KeyFingerprint;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers in the database which keys it was filled under: those that never rotate. Whoever comes
 * with others would see every id as another and would seem to see nothing.
 */
public class KeyFingerprints {
  private final JdbcClient jdbc;

  public KeyFingerprints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False with other keys than before. The first keys that a database meets are its own. */
  boolean remember(ExchangeKeys keys) {
    of(keys)
        .forEach(
            (purpose, digest) ->
                jdbc.sql(
                        """
                        insert into exchange.key_fingerprint (purpose, digest)
                        values (:purpose, :digest) on conflict do nothing
                        """)
                    .param("purpose", purpose)
                    .param("digest", digest)
                    .update());
    return match(keys);
  }

  /** Changes nothing; false also where the database has met no keys yet. */
  public boolean match(ExchangeKeys keys) {
    Map<String, String> known =
        jdbc
            .sql("select purpose, digest from exchange.key_fingerprint")
            .query((row, n) -> Map.entry(row.getString("purpose"), row.getString("digest")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return known.equals(of(keys));
  }

  private static Map<String, String> of(ExchangeKeys keys) {
    return Map.of(
        "id", KeyFingerprint.of(keys.idKey()),
        "blind-index", KeyFingerprint.of(keys.blindIndexKey()),
        "submission", KeyFingerprint.of(keys.submissionKey()));
  }
}
