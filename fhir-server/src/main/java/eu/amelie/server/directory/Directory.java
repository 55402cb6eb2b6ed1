/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Organisations, their services and places. Public to every party, under ids that all share. */
@Component
public class Directory {
  private static final Set<String> TYPES = Set.of("Organization", "HealthcareService", "Location");

  private final JdbcClient jdbc;

  Directory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public static boolean holds(String type) {
    return TYPES.contains(type);
  }

  public boolean exists(String type, String id) {
    return holds(type)
        && jdbc.sql(
                """
                select exists (select from hfj_resource
                  where res_type = :type and fhir_id = :id and res_deleted_at is null)
                """)
            .param("type", type)
            .param("id", id)
            .query(Boolean.class)
            .single();
  }
}
