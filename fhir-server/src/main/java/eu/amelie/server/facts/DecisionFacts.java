/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What decisions about persons rest on, read for all persons of an answer together: as many
 * statements for one as for many. Takes part in the caller's transaction.
 *
 * <p>Each join names the type of its items, though none could be of another: the planner expects
 * all items of a person in it otherwise, and goes through the whole table (disclosure B17). For the
 * same reason persons are looked up one by one: of many at once it may expect a large part of all.
 */
@Repository
public class DecisionFacts {
  /** Of {@code sc-contact}: what a form says that forbids it, in whatever words of its own. */
  private static final String FORBIDDEN = "do-not-contact";

  private final JdbcClient jdbc;

  DecisionFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is kept of a person herself.
   *
   * @param restricted custodians whose part of her case is restricted
   * @param safeContact the recorded rules, and that a form which counts forbids contact
   * @param contactForms those about reaching her that still count
   * @param consents all of them, whatever their status
   * @param now by the clock that decides
   */
  public record State(
      Set<String> restricted,
      Set<String> safeContact,
      Set<UUID> contactForms,
      List<ConsentVersion> consents,
      Instant now) {}

  /**
   * Which version of a Consent is the current one.
   *
   * @param revision never given twice, not even after a write that was undone
   */
  public record ConsentVersion(UUID id, UUID revision, String custodian) {
    private static ConsentVersion parse(String words) {
      String[] word = words.split(" ", -1);
      return new ConsentVersion(UUID.fromString(word[0]), UUID.fromString(word[1]), word[2]);
    }
  }

  /** A version of a Consent as FHIR JSON, without identity. */
  public record ConsentBody(UUID id, UUID revision, String body) {}

  private record Named<T>(UUID person, T value) {}

  /** Of each of these persons, whether anything is kept of her or not. */
  public Map<UUID, State> states(Collection<UUID> persons) {
    return jdbc
        .sql(
            """
            select p.person,
                   array(select r.custodian from exchange.restriction r where r.person = p.person)
                     as restricted,
                   (select s.rule from exchange.safe_contact s where s.person = p.person) as rules,
                   array(select f.item || ' ' || f.forbids from exchange.contact_form f
                          where f.person = p.person and f.counts) as forms,
                   array(select c.id || ' ' || i.revision || ' ' || i.custodian
                           from exchange.case_consent c join exchange.case_item i on i.id = c.id
                          where i.person = p.person and i.type = 'Consent' order by c.id)
                     as consents,
                   coalesce((select instant from exchange.sandbox_clock), clock_timestamp()) as now
              from unnest(:persons) as p (person)
            """)
        .param("persons", array(persons))
        .query(
            (row, n) ->
                new Named<>(
                    row.getObject("person", UUID.class),
                    new State(
                        Set.of(texts(row.getArray("restricted"))),
                        rules(row.getString("rules"), texts(row.getArray("forms"))),
                        forms(texts(row.getArray("forms"))),
                        Stream.of(texts(row.getArray("consents")))
                            .map(ConsentVersion::parse)
                            .toList(),
                        row.getTimestamp("now").toInstant())))
        .list()
        .stream()
        .collect(toMap(Named::person, Named::value));
  }

  public List<ConsentBody> bodies(Collection<UUID> consents) {
    return jdbc.sql(
            """
            select c.id, i.revision, c.body
              from exchange.case_consent c join exchange.case_item i on i.id = c.id
             where c.id = any(:ids)
            """)
        .param("ids", array(consents))
        .query(
            (row, n) ->
                new ConsentBody(
                    row.getObject("id", UUID.class),
                    row.getObject("revision", UUID.class),
                    row.getString("body")))
        .list();
  }

  /** The Tasks of those of these persons that have any. */
  public Map<UUID, List<TaskRow>> tasks(Collection<UUID> persons) {
    return jdbc
        .sql(
            """
            select t.*, p.person
              from unnest(:persons) as p (person)
             cross join lateral
                   (select t.* from exchange.case_item i join exchange.case_task t on t.id = i.id
                     where i.person = p.person and i.type = 'Task' offset 0) t
             order by t.id
            """)
        .param("persons", array(persons))
        .query(
            (row, n) ->
                new Named<>(row.getObject("person", UUID.class), CaseFacts.TASK.mapRow(row, n)))
        .list()
        .stream()
        .collect(groupingBy(Named::person, mapping(Named::value, toList())));
  }

  private static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }

  private static Set<UUID> forms(String[] forms) {
    return Stream.of(forms)
        .map(form -> UUID.fromString(form.split(" ", -1)[0]))
        .collect(toUnmodifiableSet());
  }

  private static Set<String> rules(String recorded, String[] forms) {
    Stream<String> own = recorded == null ? Stream.of() : Stream.of(recorded.split(" "));
    Stream<String> forbidding =
        Stream.of(forms).filter(form -> form.endsWith(" true")).map(form -> FORBIDDEN);
    return Stream.concat(own, forbidding).collect(toUnmodifiableSet());
  }
}
