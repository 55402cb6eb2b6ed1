/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import eu.amelie.server.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many copies of one person's case, in all tables of the store and of facts, under new ids and
 * negative numbers. They are made by SQL, since writing so many through the front door takes hours;
 * what they say is what the original says, and so is to whom they are released. Left out is what is
 * only ever looked up by its whole key: identity, submissions, the audit trail.
 *
 * <p>It works on a connection of its own: the server's end a statement after half a minute.
 */
final class CopiedCases {
  /**
   * @param key column that numbers the rows
   * @param resource column that points to the resource
   */
  private record Index(String name, String key, String resource) {}

  /**
   * @param key column that holds the id of an item or a person
   * @param others columns that hold one, too
   */
  private record Facts(String name, String key, String... others) {}

  private static final List<Index> INDEXES =
      List.of(
          new Index("hfj_res_ver", "pid", "res_id"),
          new Index("hfj_res_tag", "pid", "res_id"),
          new Index("hfj_spidx_date", "sp_id", "res_id"),
          new Index("hfj_spidx_number", "sp_id", "res_id"),
          new Index("hfj_spidx_quantity", "sp_id", "res_id"),
          new Index("hfj_spidx_string", "sp_id", "res_id"),
          new Index("hfj_spidx_token", "sp_id", "res_id"),
          new Index("hfj_spidx_uri", "sp_id", "res_id"),
          new Index("hfj_res_link", "pid", "src_resource_id"));

  /** In an order in which nothing points to what is not there yet. */
  private static final List<Facts> FACTS =
      List.of(
          new Facts("exchange.case_item", "id", "person"),
          new Facts("exchange.case_consent", "id"),
          new Facts("exchange.consent_actor", "consent"),
          new Facts("exchange.case_task", "id", "focus"),
          new Facts("exchange.task_version", "task"),
          new Facts("exchange.shown_change", "task"),
          new Facts("exchange.task_step", "task", "provenance"),
          new Facts("exchange.task_deadline", "task", "person"),
          new Facts("exchange.blind_identifier", "item"),
          new Facts("exchange.release_due", "person"),
          new Facts("exchange.safe_contact", "person"),
          new Facts("exchange.person_age", "person"));

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  CopiedCases(DatabaseSettings database) {
    DataSource source =
        new DriverManagerDataSource(database.url(), database.username(), database.password());
    this.jdbc = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  /**
   * The planner is told nothing of them.
   *
   * @return items of the copies together
   */
  int make(UUID person, int copies) {
    Integer made =
        transaction.execute(
            status -> {
              int items = map(person, copies);
              copyResources();
              INDEXES.forEach(this::copyIndex);
              FACTS.forEach(this::copyFacts);
              return items;
            });
    return made == null ? 0 : made;
  }

  private int map(UUID person, int copies) {
    jdbc.sql("drop table if exists copies").update();
    jdbc.sql(
            """
            create temporary table copies on commit drop as
            select copy, r.res_id as old, %s as new, i.id as old_id,
                   gen_random_uuid() as new_id
              from generate_series(1, %d) as copy, exchange.case_item i
              join hfj_resource r on r.fhir_id = i.id::text
             where i.person = '%s'
            """
                .formatted(number("hfj_resource", "res_id"), copies, person))
        .update();
    jdbc.sql("create index on copies (old)").update();
    jdbc.sql("create index on copies (old_id, copy)").update();
    jdbc.sql("analyze copies").update();
    return jdbc.sql("select count(*) from copies").query(Integer.class).single();
  }

  private void copyResources() {
    List<String> columns = columns("hfj_resource");
    String values =
        columns.stream()
            .map(
                column ->
                    switch (column) {
                      case "res_id" -> "c.new";
                      case "fhir_id" -> "c.new_id::text";
                      default -> "t." + column;
                    })
            .collect(Collectors.joining(", "));
    jdbc.sql(
            "insert into hfj_resource (%s) select %s from hfj_resource t join copies c on c.old = t.res_id"
                .formatted(String.join(", ", columns), values))
        .update();
  }

  private void copyIndex(Index index) {
    List<String> columns = columns(index.name());
    jdbc.sql(
            """
            insert into %1$s (%2$s)
            select %3$s from %1$s t join copies c on c.old = t.%4$s
              left join copies target on target.copy = c.copy and target.old = %5$s
            """
                .formatted(
                    index.name(),
                    String.join(", ", columns),
                    columns.stream()
                        .map(column -> value(index, column))
                        .collect(Collectors.joining(", ")),
                    index.resource(),
                    columns.contains("target_resource_id") ? "t.target_resource_id" : "null"))
        .update();
  }

  /**
   * The next negative ones, but for the first of all: HAPI fills up its lists of numbers with -1,
   * which nothing else has.
   */
  private static String number(String table, String key) {
    return "(select least(min(%s), -1000) from %s) - row_number() over ()".formatted(key, table);
  }

  private static String value(Index index, String column) {
    if (column.equals(index.key())) {
      return number(index.name(), index.key());
    }
    if (column.equals(index.resource())) {
      return "c.new";
    }
    return column.equals("target_resource_id")
        ? "coalesce(target.new, t.target_resource_id)"
        : "t." + column;
  }

  private void copyFacts(Facts facts) {
    List<String> columns = columns(facts.name());
    List<String> others = List.of(facts.others());
    String values =
        columns.stream()
            .map(
                column -> {
                  if (column.equals(facts.key())) {
                    return "c.new_id";
                  }
                  int other = others.indexOf(column);
                  return other >= 0
                      ? "coalesce(o%d.new_id, t.%s)".formatted(other, column)
                      : value(column);
                })
            .collect(Collectors.joining(", "));
    String joins =
        IntStream.range(0, others.size())
            .mapToObj(
                n ->
                    "left join copies o%1$d on o%1$d.copy = c.copy and o%1$d.old_id = t.%2$s"
                        .formatted(n, others.get(n)))
            .collect(Collectors.joining(" "));
    jdbc.sql(
            "insert into %s (%s) select %s from %s t join copies c on c.old_id = t.%s %s"
                .formatted(
                    facts.name(),
                    String.join(", ", columns),
                    values,
                    facts.name(),
                    facts.key(),
                    joins))
        .update();
  }

  /** What no two may have alike. */
  private static String value(String column) {
    return column.equals("reference") || column.equals("token")
        ? "t." + column + " || c.new"
        : "t." + column;
  }

  /** Without those that the database fills by itself. */
  private List<String> columns(String table) {
    return jdbc.sql(
            """
            select attname from pg_attribute
             where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
               and attgenerated = '' and attidentity = ''
             order by attnum
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  /** The planner comes to know of all there is, as it would in time. */
  void analyze() {
    jdbc.sql("vacuum analyze").update();
  }

  /** Takes all copies away again. */
  void remove() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  create temporary table copied on commit drop as
                  select fhir_id::uuid as id from hfj_resource where res_id < 0
                  """)
              .update();
          jdbc.sql("analyze copied").update();
          lastFirst(FACTS).forEach(facts -> remove(facts.name(), facts.key()));
          INDEXES.forEach(
              index ->
                  jdbc.sql("delete from %s where %s < 0".formatted(index.name(), index.key()))
                      .update());
          jdbc.sql("delete from hfj_resource where res_id < 0").update();
        });
    analyze();
  }

  private static List<Facts> lastFirst(List<Facts> facts) {
    List<Facts> lastFirst = new ArrayList<>(facts);
    Collections.reverse(lastFirst);
    return lastFirst;
  }

  private void remove(String table, String key) {
    jdbc.sql("delete from %s where %s in (select id from copied)".formatted(table, key)).update();
  }
}
