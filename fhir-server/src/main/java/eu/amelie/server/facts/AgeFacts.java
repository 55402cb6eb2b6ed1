/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.minority.RecordedAge;
import eu.amelie.interceptors.minority.Standing;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of persons' ages. Takes part in the caller's transaction. */
@Repository
public class AgeFacts {

  /**
   * @param standing as last looked at
   * @param settled the standing under which the person's Consents were last looked at
   */
  public record Row(RecordedAge age, Standing standing, Standing settled) {

    /** When to look again; empty where time changes nothing. */
    public Optional<LocalDate> nextLook(LocalDate today) {
      return standing == Standing.MINOR ? age.nextLook(today) : Optional.empty();
    }
  }

  private final JdbcClient jdbc;

  AgeFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Row> find(UUID person) {
    return jdbc.sql("select * from exchange.person_age where person = :person")
        .param("person", person)
        .query(
            (row, n) ->
                new Row(
                    new RecordedAge(
                        row.getString("status"),
                        row.getString("band"),
                        row.getObject("birth_year", Integer.class),
                        row.getBoolean("closer"),
                        row.getBoolean("contradicted")),
                    standing(row.getString("standing")),
                    standing(row.getString("settled"))))
        .optional();
  }

  /** As what the person was last seen to count. */
  public Standing standing(UUID person) {
    return find(person).map(Row::standing).orElse(Standing.UNSTATED);
  }

  /** Replaces what was recorded, but for what the Consents were last settled under. */
  public void save(UUID person, RecordedAge age, Standing standing) {
    jdbc.sql(
            """
            insert into exchange.person_age
              (person, status, band, birth_year, closer, contradicted, standing, settled)
            values
              (:person, :status, :band, :year, :closer, :contradicted, :standing, :standing)
            on conflict (person) do update
              set status = excluded.status, band = excluded.band,
                  birth_year = excluded.birth_year, closer = excluded.closer,
                  contradicted = excluded.contradicted, standing = excluded.standing
            """)
        .param("person", person)
        .param("status", age.status())
        .param("band", age.band())
        .param("year", age.birthYear())
        .param("closer", age.closer())
        .param("contradicted", age.contradicted())
        .param("standing", code(standing))
        .update();
  }

  public void saveSettled(UUID person, Standing standing) {
    jdbc.sql("update exchange.person_age set settled = :settled where person = :person")
        .param("person", person)
        .param("settled", code(standing))
        .update();
  }

  private static String code(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }

  private static Standing standing(String code) {
    return Standing.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
