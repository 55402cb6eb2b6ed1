/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import static java.util.stream.Collectors.joining;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.server.parties.Party;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Release tags in HAPI's own tag tables, where its search finds them; beside the facts of each
 * item, where a look-up by id does; and with the time since which each is there. They are written
 * past HAPI: it neither reads them back into resources nor touches them when it updates one.
 */
@Component
class StoreTags {
  static final String SYSTEM = Party.TAG_SYSTEM;
  private static final int TYPE_TAG = 0;

  private final JdbcClient jdbc;

  StoreTags(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes the tags of these items be these.
   *
   * @param wanted of each item its tags, with the elements of identity that are released with each
   * @return how many were wrong before, in all three places
   */
  int replace(Map<UUID, Map<String, Set<IdentityLabel>>> wanted) {
    if (wanted.isEmpty()) {
      return 0;
    }
    Map<UUID, Set<String>> present = present(wanted.keySet());
    List<UUID> addedTo = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<UUID> removedFrom = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    wanted.forEach(
        (item, tags) -> {
          Set<String> had = present.getOrDefault(item, Set.of());
          difference(tags.keySet(), had).forEach(tag -> add(addedTo, added, item, tag));
          difference(had, tags.keySet()).forEach(tag -> add(removedFrom, removed, item, tag));
        });
    if (!added.isEmpty()) {
      define(added);
      insert(addedTo, added);
    }
    if (!removed.isEmpty()) {
      delete(removedFrom, removed);
    }
    return added.size() + removed.size() + list(wanted);
  }

  private int list(Map<UUID, Map<String, Set<IdentityLabel>>> wanted) {
    List<UUID> items = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    wanted.forEach(
        (item, released) -> {
          if (released.isEmpty()) {
            add(items, tags, item, null);
            labels.add("");
          }
          released.forEach(
              (tag, elements) -> {
                add(items, tags, item, tag);
                labels.add(elements.stream().map(Enum::name).sorted().collect(joining(",")));
              });
        });
    UUID[] each = items.toArray(UUID[]::new);
    String[] tag = tags.toArray(String[]::new);
    return besideFacts(each, tag) + withTimes(each, tag, labels.toArray(String[]::new));
  }

  private int besideFacts(UUID[] items, String[] tags) {
    return jdbc.sql(
            """
            update exchange.case_item i set released_to = wanted.tags
              from (select item,
                           coalesce(array_agg(tag order by tag collate "C")
                                      filter (where tag is not null), '{}') as tags
                      from unnest(cast(:items as uuid[]), cast(:tags as text[])) as pair (item, tag)
                     group by item) wanted
             where i.id = wanted.item and i.released_to <> wanted.tags
            """)
        .param("items", items)
        .param("tags", tags)
        .update();
  }

  /**
   * What stays released keeps the time since which it is, unless more of its identity is released
   * now; a custodian needs none.
   */
  private int withTimes(UUID[] items, String[] tags, String[] labels) {
    return jdbc.sql(
            """
            with wanted as (
              select p.item, p.tag, i.type, string_to_array(p.labels, ',') as labels
                from unnest(cast(:items as uuid[]), cast(:tags as text[]), cast(:labels as text[]))
                       as p (item, tag, labels)
                join exchange.case_item i on i.id = p.item
               where p.tag is not null and split_part(p.tag, '|', 2) <> i.custodian
            ), gone as (
              delete from exchange.released_item r
               where r.item = any(:items)
                 and not exists (select from wanted w where w.item = r.item and w.tag = r.tag)
              returning r.item
            ), come as (
              insert into exchange.released_item as r (item, tag, type, labels)
              select w.item, w.tag, w.type, w.labels from wanted w
              on conflict (item, tag) do update
                 set labels = excluded.labels,
                     since = case when excluded.labels <@ r.labels then r.since
                                  else excluded.since end
               where r.labels <> excluded.labels
              returning r.item
            )
            select (select count(*) from gone) + (select count(*) from come)
            """)
        .param("items", items)
        .param("tags", tags)
        .param("labels", labels)
        .query(Integer.class)
        .single();
  }

  private static void add(List<UUID> items, List<String> tags, UUID item, String tag) {
    items.add(item);
    tags.add(tag);
  }

  private static Set<String> difference(Set<String> all, Set<String> less) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(less);
    return rest;
  }

  /**
   * From each item to its tags. Left to choose, a database that is young or was not analysed for a
   * while goes from the few definitions to every tag there is ({@code offset 0} keeps it from
   * that).
   */
  private Map<UUID, Set<String>> present(Collection<UUID> items) {
    Map<UUID, Set<String>> present = new HashMap<>();
    jdbc.sql(
            """
            select r.fhir_id, d.tag_code
              from hfj_resource r
             cross join lateral
                   (select t.tag_id from hfj_res_tag t where t.res_id = r.res_id offset 0) t
              join hfj_tag_def d on d.tag_id = t.tag_id
             where r.fhir_id = any(:items) and d.tag_system = :system
            """)
        .param("items", texts(items))
        .param("system", SYSTEM)
        .query(
            row -> {
              present
                  .computeIfAbsent(UUID.fromString(row.getString(1)), ignored -> new HashSet<>())
                  .add(row.getString(2));
            });
    return present;
  }

  /** HAPI's index of definitions is not unique: the lock is what keeps a tag from two. */
  private void define(List<String> tags) {
    String[] distinct = tags.stream().distinct().toArray(String[]::new);
    String missing =
        """
        select code from unnest(:tags) as code
         where not exists (select from hfj_tag_def d
                            where d.tag_system = :system and d.tag_code = code)
        """;
    boolean complete =
        jdbc.sql(missing)
            .param("tags", distinct)
            .param("system", SYSTEM)
            .query()
            .listOfRows()
            .isEmpty();
    if (complete) {
      return;
    }
    jdbc.sql("select pg_advisory_xact_lock(hashtext(:system))")
        .param("system", SYSTEM)
        .query()
        .listOfRows();
    jdbc.sql(
            """
            insert into hfj_tag_def (tag_id, tag_code, tag_system, tag_type, tag_user_selected)
            select nextval('seq_tagdef_id'), missing.code, :system, :type, false
              from (%s) missing
            """
                .formatted(missing))
        .param("tags", distinct)
        .param("system", SYSTEM)
        .param("type", TYPE_TAG)
        .update();
  }

  private void insert(List<UUID> items, List<String> tags) {
    jdbc.sql(
            """
            insert into hfj_res_tag (pid, tag_id, res_id, res_type, res_type_id)
            select nextval('seq_restag_id'), d.tag_id, r.res_id, r.res_type, r.res_type_id
              from unnest(:items, :tags) as wanted (item, tag)
              join hfj_resource r on r.fhir_id = wanted.item
              join hfj_tag_def d on d.tag_code = wanted.tag and d.tag_system = :system
            on conflict do nothing
            """)
        .param("items", texts(items))
        .param("tags", tags.toArray(String[]::new))
        .param("system", SYSTEM)
        .update();
  }

  private void delete(List<UUID> items, List<String> tags) {
    jdbc.sql(
            """
            delete from hfj_res_tag t
             using unnest(:items, :tags) as wrong (item, tag), hfj_resource r, hfj_tag_def d
             where r.fhir_id = wrong.item and d.tag_code = wrong.tag and d.tag_system = :system
               and t.res_id = r.res_id and t.tag_id = d.tag_id
            """)
        .param("items", texts(items))
        .param("tags", tags.toArray(String[]::new))
        .param("system", SYSTEM)
        .update();
  }

  private static String[] texts(Collection<UUID> items) {
    return items.stream().map(UUID::toString).toArray(String[]::new);
  }
}
