/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.minority.RecordedAge;
import eu.amelie.interceptors.minority.Standing;
import java.sql.Types;
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
   * @param looked the day on which somebody last looked whether she still is under 18; empty for
   *     who is not, so that it tells no birthday
   */
  public record Row(
      RecordedAge age, Standing standing, Standing settled, Optional<LocalDate> looked) {

    /** When to look again; empty where time changes nothing. */
    public Optional<LocalDate> nextLook(LocalDate today) {
      return standing == Standing.MINOR ? age.nextLook(today) : Optional.empty();
    }

    /** Whether she may have come of age since somebody looked. */
    public boolean isLookOverdue(LocalDate today) {
      return standing == Standing.MINOR && age.isLookOverdue(looked, today);
    }

    /**
     * As what she counts for what others permit: where it is not known whether she still is under
     * 18, as if she were not, so that nobody is shown by a guardian's word what she may keep to
     * herself.
     */
    public Standing forPermits(LocalDate today) {
      return isLookOverdue(today) ? Standing.ADULT : standing;
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
                    standing(row.getString("settled")),
                    Optional.ofNullable(row.getObject("looked", LocalDate.class))))
        .optional();
  }

  /** As what the person was last seen to count. */
  public Standing standing(UUID person) {
    return find(person).map(Row::standing).orElse(Standing.UNSTATED);
  }

  /**
   * Replaces what was recorded, but for what the Consents were last settled under.
   *
   * @param standing as it is today
   */
  public void save(UUID person, RecordedAge age, Standing standing, LocalDate today) {
    jdbc.sql(
            """
            insert into exchange.person_age
              (person, status, band, birth_year, closer, contradicted, standing, settled, looked)
            values
              (:person, :status, :band, :year, :closer, :contradicted, :standing, :standing,
               :looked)
            on conflict (person) do update
              set status = excluded.status, band = excluded.band,
                  birth_year = excluded.birth_year, closer = excluded.closer,
                  contradicted = excluded.contradicted, standing = excluded.standing,
                  looked = excluded.looked
            """)
        .param("person", person)
        .param("status", age.status())
        .param("band", age.band())
        .param("year", age.birthYear())
        .param("closer", age.closer())
        .param("contradicted", age.contradicted())
        .param("standing", code(standing))
        .param("looked", standing == Standing.MINOR ? today : null, Types.DATE)
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
