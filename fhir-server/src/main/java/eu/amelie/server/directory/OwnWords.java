/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether an organisation has had the last word on an entry, by the audit trail: it has created or
 * changed the entry since it was last imported. What it says of its capacity from day to day is no
 * such word.
 */
@Component
class OwnWords {
  private final JdbcClient jdbc;

  OwnWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param entry {@code Type/id}
   * @param keeper id of the organisation that keeps it
   */
  boolean areLast(String entry, String keeper) {
    String type = entry.substring(0, entry.indexOf('/'));
    return jdbc.sql(
            """
            select exists (
              select from exchange.audit_event said
               where said.organisation = :keeper and said.items = :line
                 and said.interaction in (:create, :update, :patch)
                 and said.id > coalesce(
                   (select max(imported.id) from exchange.audit_event imported
                     where imported.organisation is null and imported.interaction = :import
                       and :line = any(string_to_array(imported.items, chr(10)))), 0))
            """)
        .param("keeper", keeper)
        .param("line", "wrote " + entry)
        .param("create", "create " + type)
        .param("update", "update " + type)
        .param("patch", "patch " + type)
        .param("import", DirectoryImport.DEED)
        .query(Boolean.class)
        .single();
  }
}
