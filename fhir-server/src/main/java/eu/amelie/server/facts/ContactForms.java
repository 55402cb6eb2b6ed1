/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.consent.ContactStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was said of reaching a person, in her Patient and in forms, and which of these still count.
 * Takes part in the caller's transaction, under the person's lock.
 *
 * <p>Guaranteed: of each keeper's forms the newest counts, by when they were said; one that no
 * longer counts does not come back, whatever becomes of the newer. Of two that were said and came
 * at once both count, and so the one that forbids. One that forbids ends with a newer one that
 * answers the question, or as her Patient says otherwise; not with silence.
 */
@Repository
public class ContactForms {
  private final JdbcClient jdbc;

  ContactForms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** When her Patient last said otherwise than before; empty where it never did. */
  public Optional<Instant> changed(UUID person) {
    return jdbc.sql("select changed from exchange.safe_contact where person = :person")
        .param("person", person)
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /**
   * Replaces what her Patient says. Where one that was there says otherwise than before, no form
   * counts any longer.
   *
   * @param rules codes of {@code sc-contact}
   * @param known whether there was a Patient before
   */
  public void save(UUID person, Set<String> rules, boolean known, Instant now) {
    String words = String.join(" ", new TreeSet<>(rules));
    if (words.equals(recorded(person))) {
      return;
    }
    jdbc.sql("delete from exchange.safe_contact where person = :person")
        .param("person", person)
        .update();
    if (!rules.isEmpty()) {
      jdbc.sql(
              """
              insert into exchange.safe_contact (person, rule, changed)
              values (:person, :rules, :changed)
              """)
          .param("person", person)
          .param("rules", words)
          .param("changed", known ? Timestamp.from(now) : null)
          .update();
    }
    if (known) {
      jdbc.sql("update exchange.contact_form set counts = false where person = :person")
          .param("person", person)
          .update();
    }
  }

  private String recorded(UUID person) {
    return jdbc.sql("select rule from exchange.safe_contact where person = :person")
        .param("person", person)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** As if it had never been said; what it has superseded does not come back. */
  public void remove(UUID item) {
    jdbc.sql("delete from exchange.contact_form where item = :item").param("item", item).update();
  }

  /**
   * Keeps what a form says, and ends what it supersedes.
   *
   * @param changed when her Patient last said otherwise; what was said on a day before does not
   *     count
   * @param now for what a form that is there says otherwise than before
   */
  public void save(
      UUID item,
      UUID person,
      String keeper,
      ContactStatement statement,
      Instant changed,
      Instant now) {
    Optional<Boolean> before =
        jdbc.sql("select forbids from exchange.contact_form where item = :item")
            .param("item", item)
            .query(Boolean.class)
            .optional();
    if (before.equals(Optional.of(statement.forbids()))) {
      return;
    }
    Instant said = before.isEmpty() ? statement.said() : now;
    jdbc.sql(
            """
            update exchange.contact_form set counts = false
             where person = :person and keeper = :keeper and item <> :item
               and (said < :said or said = :said and kept < now())
               and (:speaks or not forbids)
            """)
        .param("item", item)
        .param("person", person)
        .param("keeper", keeper)
        .param("said", Timestamp.from(said))
        .param("speaks", statement.speaks())
        .update();
    jdbc.sql(
            """
            insert into exchange.contact_form (item, person, keeper, said, forbids, counts)
            select :item, :person, :keeper, cast(:said as timestamptz), :forbids,
                   cast(:said as timestamptz) >= cast(:changed as timestamptz)
                   and not exists (select from exchange.contact_form f
                                    where f.person = :person and f.keeper = :keeper
                                      and f.item <> :item and f.said > :said)
            on conflict (item) do update
              set said = excluded.said, kept = excluded.kept, forbids = excluded.forbids,
                  counts = excluded.counts
            """)
        .param("item", item)
        .param("person", person)
        .param("keeper", keeper)
        .param("said", Timestamp.from(said))
        .param("forbids", statement.forbids())
        .param("changed", Timestamp.from(changed))
        .update();
  }
}
