/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the facts of cases. Takes part in the caller's transaction. */
@Repository
public class CaseFacts {
  static final String ITEM_COLUMNS = "id, type, person, custodian, revision, version";

  static final RowMapper<CaseItem> ITEM =
      (row, n) ->
          new CaseItem(
              row.getObject("id", UUID.class),
              row.getString("type"),
              row.getObject("person", UUID.class),
              row.getString("custodian"),
              row.getObject("revision", UUID.class),
              row.getLong("version"));

  static final RowMapper<TaskRow> TASK =
      (row, n) ->
          new TaskRow(
              row.getObject("id", UUID.class),
              row.getObject("focus", UUID.class),
              row.getString("requester"),
              row.getString("owner"),
              row.getString("status"),
              row.getString("business_status"),
              row.getString("shown_status"),
              row.getString("reference"),
              row.getBoolean("owner_added"),
              Optional.ofNullable(row.getTimestamp("ended"))
                  .map(Timestamp::toInstant)
                  .orElse(null));

  /** PostgreSQL keeps no time much beyond this one. */
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient jdbc;

  CaseFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The database's clock: the only one that decides, so that nodes cannot disagree. In a sandbox it
   * may be set.
   */
  public Instant now() {
    return jdbc.sql(
            "select coalesce((select instant from exchange.sandbox_clock), clock_timestamp())")
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  /** The database's clock, also where a sandbox's decisions go by another. */
  public Instant systemNow() {
    return jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
  }

  /** The day by the clock that decides, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(now(), ZoneOffset.UTC);
  }

  /**
   * Serialises all writes about one person until the end of the transaction, on every node. Reads
   * are not held up.
   */
  public void lockPerson(UUID person) {
    lock("select pg_advisory_xact_lock(:key)", person);
  }

  /**
   * Holds up all writes about one person until the end of the transaction, on every node, for as
   * long as something is told of her. Whoever else tells something is not held up. To be brief.
   */
  public void holdPerson(UUID person) {
    lock("select pg_advisory_xact_lock_shared(:key)", person);
  }

  private void lock(String statement, UUID person) {
    long key = person.getMostSignificantBits() ^ person.getLeastSignificantBits();
    jdbc.sql(statement).param("key", key).query().listOfRows();
  }

  public Optional<CaseItem> item(UUID id) {
    return jdbc.sql("select " + ITEM_COLUMNS + " from exchange.case_item where id = :id")
        .param("id", id)
        .query(ITEM)
        .optional();
  }

  public Map<UUID, CaseItem> items(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql("select " + ITEM_COLUMNS + " from exchange.case_item where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(ITEM)
        .list()
        .stream()
        .collect(Collectors.toMap(CaseItem::id, Function.identity()));
  }

  public List<CaseItem> itemsOf(UUID person) {
    return jdbc.sql("select * from exchange.case_item where person = :person order by created, id")
        .param("person", person)
        .query(ITEM)
        .list();
  }

  /**
   * Whether this is a Patient about whom the organisation has submitted anything. One statement,
   * which does the same whether she is hidden or absent (disclosure B17).
   */
  public boolean hasPart(UUID person, String organisation) {
    return jdbc.sql(
            """
            select exists (select from exchange.case_item
                            where person = :person and custodian = :organisation)
            """)
        .param("person", person)
        .param("organisation", organisation)
        .query(Boolean.class)
        .single();
  }

  /** Those that came no later than this. */
  public List<CaseItem> itemsOf(UUID person, Instant until) {
    return jdbc.sql(
            """
            select * from exchange.case_item
             where person = :person and created <= :until order by created, id
            """)
        .param("person", person)
        .param("until", Timestamp.from(until.isAfter(FAR) ? FAR : until))
        .query(ITEM)
        .list();
  }

  public void save(CaseItem item) {
    jdbc.sql(
            """
            insert into exchange.case_item (id, type, person, custodian, revision, version)
            values (:id, :type, :person, :custodian, :revision, :version)
            on conflict (id) do update
              set revision = excluded.revision, version = excluded.version,
                  written = clock_timestamp()
            """)
        .param("id", item.id())
        .param("type", item.type())
        .param("person", item.person())
        .param("custodian", item.custodian())
        .param("revision", item.revision())
        .param("version", item.version())
        .update();
  }

  /** Everybody an organisation could see anything of. */
  public List<UUID> personsWith(String organisation) {
    return jdbc.sql(
            """
            select person from exchange.case_item where custodian = :organisation
            union
            select i.person from exchange.case_task t join exchange.case_item i on i.id = t.id
             where t.owner = :organisation
            union
            select i.person
              from exchange.consent_actor a join exchange.case_item i on i.id = a.consent
             where a.organisation = :organisation
            order by 1
            """)
        .param("organisation", organisation)
        .query(UUID.class)
        .list();
  }

  public List<UUID> persons() {
    return jdbc.sql("select distinct person from exchange.case_item order by 1")
        .query(UUID.class)
        .list();
  }

  /** By the time of the database itself, whatever a sandbox's clock says. */
  public List<UUID> personsWrittenSince(Instant instant) {
    return jdbc.sql(
            "select distinct person from exchange.case_item where written >= :instant order by 1")
        .param("instant", Timestamp.from(instant))
        .query(UUID.class)
        .list();
  }

  public List<TaskRow> tasksOf(UUID person) {
    return jdbc.sql(
            """
            select t.* from exchange.case_task t join exchange.case_item i on i.id = t.id
             where i.person = :person and i.type = 'Task' order by t.id
            """)
        .param("person", person)
        .query(TASK)
        .list();
  }

  public Optional<TaskRow> task(UUID id) {
    return jdbc.sql("select * from exchange.case_task where id = :id")
        .param("id", id)
        .query(TASK)
        .optional();
  }

  /** A Task by what it is called on the telephone, for who has asked for it or works it. */
  public Optional<UUID> taskCalled(String organisation, String reference) {
    return jdbc.sql(
            """
            select id from exchange.case_task
             where reference = :reference and :organisation in (requester, owner)
            """)
        .param("reference", reference)
        .param("organisation", organisation)
        .query(UUID.class)
        .optional();
  }

  public void saveTask(TaskRow task) {
    jdbc.sql(
            """
            insert into exchange.case_task
              (id, focus, requester, owner, status, business_status, shown_status, reference,
               owner_added, ended)
            values
              (:id, :focus, :requester, :owner, :status, :business, :shown, :reference,
               :added, :ended)
            on conflict (id) do update
              set status = excluded.status, business_status = excluded.business_status,
                  shown_status = excluded.shown_status, owner_added = excluded.owner_added,
                  ended = excluded.ended
            """)
        .param("id", task.id())
        .param("focus", task.focus())
        .param("requester", task.requester())
        .param("owner", task.owner())
        .param("status", task.status())
        .param("business", task.businessStatus())
        .param("shown", task.shownStatus())
        .param("reference", task.reference())
        .param("added", task.ownerAdded())
        .param("ended", Optional.ofNullable(task.ended()).map(Timestamp::from).orElse(null))
        .update();
  }

  /** That a Provenance is of the Task's next step. */
  public void saveStep(UUID task, UUID provenance) {
    jdbc.sql("insert into exchange.task_step (task, provenance) values (:task, :provenance)")
        .param("task", task)
        .param("provenance", provenance)
        .update();
  }

  /** What is on record of a Task's steps, the first one first. */
  public List<UUID> stepsOf(UUID task) {
    return jdbc.sql("select provenance from exchange.task_step where task = :task order by number")
        .param("task", task)
        .query(UUID.class)
        .list();
  }

  /** The safe-contact rules recorded for a person, and that a form which counts forbids it. */
  public Set<String> safeContact(UUID person) {
    return jdbc.sql(
            """
            select concat_ws(' ',
                     (select rule from exchange.safe_contact where person = :person),
                     (select 'do-not-contact' where exists
                        (select from exchange.contact_form
                          where person = :person and counts and forbids)))
            """)
        .param("person", person)
        .query(String.class)
        .optional()
        .filter(rules -> !rules.isEmpty())
        .map(rules -> Set.copyOf(List.of(rules.split(" "))))
        .orElse(Set.of());
  }
}
