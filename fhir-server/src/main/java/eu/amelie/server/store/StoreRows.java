/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * HAPI's rows of resources, removed for good: HAPI itself marks a deletion and keeps every version.
 * Takes part in the caller's transaction; the caller has flushed what HAPI holds in memory.
 */
@Component
public class StoreRows {
  /** Tables that point to a resource by its number, with the column that does; it comes last. */
  private static final List<String> REFERRING =
      List.of(
          "hfj_res_link.src_resource_id",
          "hfj_res_link.target_resource_id",
          "hfj_res_tag.res_id",
          "hfj_history_tag.res_id",
          "hfj_spidx_coords.res_id",
          "hfj_spidx_date.res_id",
          "hfj_spidx_number.res_id",
          "hfj_spidx_quantity.res_id",
          "hfj_spidx_quantity_nrml.res_id",
          "hfj_spidx_string.res_id",
          "hfj_spidx_token.res_id",
          "hfj_spidx_uri.res_id",
          "hfj_idx_cmb_tok_nu.res_id",
          "hfj_idx_cmp_string_uniq.res_id",
          "hfj_res_param_present.res_id",
          "hfj_res_ver_prov.res_pid",
          "hfj_res_search_url.res_id",
          "hfj_res_ver.res_id",
          "hfj_resource.res_id");

  private final JdbcClient jdbc;

  StoreRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every row of these resources, and what others' indexes hold of them. */
  public void remove(Collection<UUID> ids) {
    remove("fhir_id = any(:chosen)", ids.stream().map(UUID::toString).toArray(String[]::new));
  }

  /** The same for all resources of these types. */
  public void removeTypes(Collection<String> types) {
    remove("res_type = any(:chosen)", types.toArray(String[]::new));
  }

  /**
   * The same for all resources of these types but some.
   *
   * @param kept each as {@code Type/id}
   */
  public void removeBut(Collection<String> types, Collection<String> kept) {
    List<String> others =
        jdbc.sql("select res_type || '/' || fhir_id from hfj_resource where res_type = any(:types)")
            .param("types", types.toArray(String[]::new))
            .query(String.class)
            .list();
    others.removeAll(kept);
    remove("res_type || '/' || fhir_id = any(:chosen)", others.toArray(String[]::new));
  }

  private void remove(String condition, String[] chosen) {
    for (String referring : REFERRING) {
      int dot = referring.indexOf('.');
      jdbc.sql(
              "delete from %s where %s in (select res_id from hfj_resource where %s)"
                  .formatted(referring.substring(0, dot), referring.substring(dot + 1), condition))
          .param("chosen", chosen)
          .update();
    }
  }

  /** All versions of these resources before their current one. */
  public void removeHistory(Collection<UUID> ids) {
    String earlier =
        """
        (select v.pid from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id
          where r.fhir_id = any(:ids) and v.res_ver < r.res_ver)
        """;
    for (String referring :
        List.of("hfj_history_tag.res_ver_pid", "hfj_res_ver_prov.res_ver_pid", "hfj_res_ver.pid")) {
      int dot = referring.indexOf('.');
      jdbc.sql(
              "delete from %s where %s in %s"
                  .formatted(referring.substring(0, dot), referring.substring(dot + 1), earlier))
          .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
          .update();
    }
  }
}
