/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import eu.amelie.interceptors.pseudonym.ids.DirectoryTypes;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.store.StoreRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts into the store what has to be there before the first call: the directory's search parameters
 * and, in a sandbox, its organisations and services. What is there already stays.
 */
@Component
@Order(1)
public class DirectorySeed implements ApplicationRunner {
  private static final String SANDBOX = "/sandbox/directory.json";

  /** Any fixed number: of several servers that start at once one seeds and the others wait. */
  private static final long LOCK = 0x7363646972L;

  private final DaoRegistry daos;
  private final RecordStore records;
  private final StoreRows rows;
  private final ISearchParamRegistry searchParameters;
  private final JdbcClient jdbc;
  private final FhirContext context;
  private final TransactionTemplate transaction;
  private final boolean sandbox;

  DirectorySeed(
      DaoRegistry daos,
      RecordStore records,
      StoreRows rows,
      ISearchParamRegistry searchParameters,
      JdbcClient jdbc,
      FhirContext context,
      PlatformTransactionManager transactions,
      Environment environment) {
    this.daos = daos;
    this.records = records;
    this.rows = rows;
    this.searchParameters = searchParameters;
    this.jdbc = jdbc;
    this.context = context;
    this.transaction = new TransactionTemplate(transactions);
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  @Override
  public void run(ApplicationArguments arguments) {
    transaction.executeWithoutResult(
        status -> absent(DirectorySearchParameters.all()).forEach(this::create));
    searchParameters.forceRefresh();
    if (sandbox) {
      transaction.executeWithoutResult(
          status -> records.writeEntries(absent(sandboxEntries()), List.of()));
    }
  }

  /**
   * Makes the directory of a sandbox what it came with, within the caller's transaction: other
   * entries go, and what was changed is as it was, in a new version.
   */
  public void restoreSandbox() {
    List<Resource> shipped = sandboxEntries();
    rows.removeBut(DirectoryTypes.all(), shipped.stream().map(PlannedDirectory::key).toList());
    List<Resource> fresh = absent(shipped);
    records.writeEntries(fresh, shipped.stream().filter(entry -> !fresh.contains(entry)).toList());
  }

  private List<Resource> sandboxEntries() {
    try (InputStream in = DirectorySeed.class.getResourceAsStream(SANDBOX);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return context.newJsonParser().parseResource(Bundle.class, reader).getEntry().stream()
          .map(BundleEntryComponent::getResource)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Resource> absent(List<? extends Resource> wanted) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
    return wanted.stream().filter(this::isAbsent).map(Resource.class::cast).toList();
  }

  private boolean isAbsent(Resource resource) {
    return jdbc.sql(
            """
            select not exists (select from hfj_resource where res_type = :type and fhir_id = :id)
            """)
        .param("type", resource.fhirType())
        .param("id", resource.getIdElement().getIdPart())
        .query(Boolean.class)
        .single();
  }

  @SuppressWarnings("unchecked")
  private void create(Resource resource) {
    resource.setUserData(
        JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, resource.getIdElement().getIdPart());
    IFhirResourceDao<Resource> dao =
        (IFhirResourceDao<Resource>) (IFhirResourceDao<?>) daos.getResourceDao(resource.fhirType());
    dao.create(resource, new SystemRequestDetails());
  }
}
