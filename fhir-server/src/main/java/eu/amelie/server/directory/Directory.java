/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import eu.amelie.interceptors.pseudonym.ids.DirectoryTypes;
import eu.amelie.server.cases.RecordStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Organization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Organisations, their services, places, technical addresses and affiliations. Public to every
 * party, under ids that all share.
 */
@Component
public class Directory {
  private static final String SERVED_AGE =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-served-age";
  private static final int MOST_SERVICES = 200;

  private final JdbcClient jdbc;
  private final RecordStore records;

  Directory(JdbcClient jdbc, RecordStore records) {
    this.jdbc = jdbc;
    this.records = records;
  }

  public static boolean holds(String type) {
    return DirectoryTypes.contains(type);
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

  /**
   * For each service of an organisation the codes of {@code sc-age-band} that it serves; none for
   * one that is closed.
   */
  public List<Set<String>> servedAges(String organisation) {
    return services(organisation).stream().map(Directory::servedAges).toList();
  }

  private List<HealthcareService> services(String organisation) {
    SearchParameterMap services = new SearchParameterMap();
    services.add("organization", new ReferenceParam("Organization/" + organisation));
    return records.rows("HealthcareService", services, 0, MOST_SERVICES).stream()
        .map(HealthcareService.class::cast)
        .toList();
  }

  private static Set<String> servedAges(HealthcareService service) {
    if (!service.getActive()) {
      return Set.of();
    }
    return service.getExtensionsByUrl(SERVED_AGE).stream()
        .map(Extension::getValue)
        .filter(CodeableConcept.class::isInstance)
        .map(value -> ((CodeableConcept) value).getCodingFirstRep().getCode())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /**
   * Whether an organisation takes referrals: it is active, and so is one of its services. One that
   * lists no service, as coordinators do not, is asked as itself.
   */
  public boolean takesReferrals(String organisation) {
    if (!isActive(organisation)) {
      return false;
    }
    List<HealthcareService> services = services(organisation);
    return services.isEmpty() || services.stream().anyMatch(HealthcareService::getActive);
  }

  /** Whether an organisation is listed, and not as one that has closed. */
  public boolean isActive(String organisation) {
    return exists("Organization", organisation)
        && isActive((Organization) records.entry("Organization", organisation));
  }

  private static boolean isActive(Organization entry) {
    return !entry.hasActive() || entry.getActive();
  }

  /** ISO 3166-1 alpha-2; empty where the directory does not say. */
  public Optional<String> countryOf(String organisation) {
    return exists("Organization", organisation)
        ? ((Organization) records.entry("Organization", organisation))
            .getAddress().stream().map(Address::getCountry).filter(Objects::nonNull).findFirst()
        : Optional.empty();
  }

  /** What people call an organisation; its id where the directory does not say. */
  public String nameOf(String organisation) {
    return exists("Organization", organisation)
        ? ((Organization) records.entry("Organization", organisation)).getName()
        : organisation;
  }
}
