/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many copies of one person's case, in all of the store's tables, under new ids and negative
 * numbers. They are made by SQL, since writing so many through the front door takes hours; what
 * they say is what the original says, and so is to whom they are released.
 */
final class HiddenCopies {
  private record Table(String name, String key, String resource) {}

  private static final List<Table> INDEXES =
      List.of(
          new Table("hfj_res_ver", "pid", "res_id"),
          new Table("hfj_res_tag", "pid", "res_id"),
          new Table("hfj_spidx_date", "sp_id", "res_id"),
          new Table("hfj_spidx_number", "sp_id", "res_id"),
          new Table("hfj_spidx_quantity", "sp_id", "res_id"),
          new Table("hfj_spidx_string", "sp_id", "res_id"),
          new Table("hfj_spidx_token", "sp_id", "res_id"),
          new Table("hfj_spidx_uri", "sp_id", "res_id"),
          new Table("hfj_res_link", "pid", "src_resource_id"));

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  HiddenCopies(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Items of the copies together. */
  int make(UUID person, int copies) {
    Integer made =
        transaction.execute(
            status -> {
              map(person, copies);
              copyResources();
              INDEXES.forEach(this::copyIndex);
              return copyFacts();
            });
    analyze();
    return made == null ? 0 : made;
  }

  private void map(UUID person, int copies) {
    jdbc.sql("drop table if exists copies").update();
    jdbc.sql(
            """
            create temporary table copies on commit drop as
            select copy, r.res_id as old, -row_number() over () as new, i.id as old_id,
                   gen_random_uuid() as new_id, i.person as old_person
              from generate_series(1, %d) as copy, exchange.case_item i
              join hfj_resource r on r.fhir_id = i.id::text
             where i.person = '%s'
            """
                .formatted(copies, person))
        .update();
    jdbc.sql("create index on copies (old)").update();
    jdbc.sql("analyze copies").update();
  }

  private void copyResources() {
    jdbc.sql(
            "insert into hfj_resource (%s) select %s from hfj_resource t join copies c on c.old = t.res_id"
                .formatted(
                    String.join(", ", columns("hfj_resource")),
                    columns("hfj_resource").stream()
                        .map(
                            column ->
                                switch (column) {
                                  case "res_id" -> "c.new";
                                  case "fhir_id" -> "c.new_id::text";
                                  default -> "t." + column;
                                })
                        .collect(Collectors.joining(", "))))
        .update();
  }

  private void copyIndex(Table table) {
    List<String> columns = columns(table.name());
    jdbc.sql(
            """
            insert into %1$s (%2$s)
            select %3$s from %1$s t join copies c on c.old = t.%4$s
              left join copies target on target.copy = c.copy and target.old = %5$s
            """
                .formatted(
                    table.name(),
                    String.join(", ", columns),
                    columns.stream()
                        .map(column -> value(table, column))
                        .collect(Collectors.joining(", ")),
                    table.resource(),
                    columns.contains("target_resource_id") ? "t.target_resource_id" : "null"))
        .update();
  }

  private static String value(Table table, String column) {
    if (column.equals(table.key())) {
      return "-row_number() over ()";
    }
    if (column.equals(table.resource())) {
      return "c.new";
    }
    return column.equals("target_resource_id")
        ? "coalesce(target.new, t.target_resource_id)"
        : "t." + column;
  }

  private int copyFacts() {
    int items =
        jdbc.sql(
                """
                insert into exchange.case_item
                  (id, type, person, custodian, revision, version, written, created)
                select c.new_id, i.type, p.new_id, i.custodian, i.revision, i.version, i.written,
                       i.created
                  from copies c
                  join exchange.case_item i on i.id = c.old_id
                  join copies p on p.copy = c.copy and p.old_id = i.person
                """)
            .update();
    jdbc.sql(
            """
            insert into exchange.case_task
              (id, focus, requester, owner, status, business_status, shown_status, reference, ended)
            select c.new_id, f.new_id, t.requester, t.owner, t.status, t.business_status,
                   t.shown_status, 'copy' || (-c.new), t.ended
              from copies c
              join exchange.case_task t on t.id = c.old_id
              join copies f on f.copy = c.copy and f.old_id = t.focus
            """)
        .update();
    return items;
  }

  private List<String> columns(String table) {
    return jdbc.sql(
            """
            select attname from pg_attribute
             where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
               and attgenerated = ''
             order by attnum
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  /** Takes all copies away again. */
  void remove() {
    transaction.executeWithoutResult(
        status -> {
          INDEXES.forEach(
              table ->
                  jdbc.sql("delete from " + table.name() + " where " + table.key() + " < 0")
                      .update());
          String copied = "(select fhir_id::uuid from hfj_resource where res_id < 0)";
          jdbc.sql("delete from exchange.case_task where id in " + copied).update();
          jdbc.sql("delete from exchange.case_item where id in " + copied).update();
          jdbc.sql("delete from hfj_resource where res_id < 0").update();
        });
    analyze();
  }

  /** The planner has to know of them, as it would in time. */
  private void analyze() {
    List.of(
            "hfj_resource",
            "hfj_res_tag",
            "hfj_res_ver",
            "hfj_res_link",
            "hfj_spidx_token",
            "hfj_spidx_date",
            "exchange.case_item",
            "exchange.case_task")
        .forEach(table -> jdbc.sql("analyze " + table).update());
  }
}
