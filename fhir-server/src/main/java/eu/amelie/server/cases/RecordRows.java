/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Current versions of many records in one statement, where HAPI's own read takes some for each.
 * Takes part in the caller's transaction, whose writes HAPI has flushed.
 */
@Component
class RecordRows {
  /** As HAPI writes what is not kept elsewhere. */
  private static final String JSON = "JSON";

  private final JdbcClient jdbc;
  private final FhirContext context;

  RecordRows(JdbcClient jdbc, FhirContext context) {
    this.jdbc = jdbc;
    this.context = context;
  }

  /** Without those that are not there, or that the store holds in another form. */
  Map<UUID, Stored> current(Collection<UUID> ids) {
    return jdbc
        .sql(
            """
            select r.fhir_id, r.res_type, r.res_updated, v.res_ver, v.res_text_vc
              from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
             where r.fhir_id = any(:ids) and r.res_deleted_at is null
               and v.res_encoding = :encoding and v.res_text_vc is not null
            """)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .param("encoding", JSON)
        .query((row, n) -> resource(row))
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                resource -> UUID.fromString(resource.getIdElement().getIdPart()),
                RecordStore::stored));
  }

  /** When the current version was stored, of a record that is there. */
  Instant time(UUID id) {
    return jdbc.sql("select res_updated from hfj_resource where fhir_id = :id")
        .param("id", id.toString())
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  private Resource resource(ResultSet row) throws SQLException {
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
    Resource resource = (Resource) parser.parseResource(row.getString("res_text_vc"));
    String version = Long.toString(row.getLong("res_ver"));
    resource.setId(new IdType(row.getString("res_type"), row.getString("fhir_id"), version));
    resource.getMeta().setLastUpdated(row.getTimestamp("res_updated"));
    return resource;
  }
}
