/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.SystemScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One demo client; its id is the id of its Organization.
 *
 * @param purposes all it may claim; the first is its default
 */
record SandboxParty(
    String id, Role role, String country, List<String> purposes, List<String> scopes) {
  private static final List<String> REFERRER = List.of("TREAT", "ETREAT", "BTG");
  private static final List<String> SUPPORT = List.of("sc-support", "ETREAT", "BTG");
  private static final List<String> COORDINATOR = List.of("sc-coordination", "ETREAT", "BTG");
  private static final List<String> ALL = List.of("system/*.cruds");

  /** What everyone may read: directory, terminology, conformance. */
  private static final List<String> PUBLIC =
      Stream.of(
              "Organization",
              "HealthcareService",
              "Location",
              "Endpoint",
              "OrganizationAffiliation",
              "CapabilityStatement",
              "CodeSystem",
              "ConceptMap",
              "ImplementationGuide",
              "Measure",
              "NamingSystem",
              "OperationDefinition",
              "Questionnaire",
              "SearchParameter",
              "StructureDefinition",
              "ValueSet")
          .map(type -> "system/" + type + ".rs")
          .toList();

  private static final List<String> STATISTICS_SCOPES = withPublic("system/MeasureReport.rs");

  private static List<String> withPublic(String... own) {
    return Stream.concat(Stream.of(own), PUBLIC.stream()).toList();
  }

  static final String INTEGRATOR = "integrator";

  static final List<SandboxParty> ALL_PARTIES =
      List.of(
          new SandboxParty("hospital-be", Role.REFERRER, "BE", REFERRER, ALL),
          new SandboxParty("hospital-gr", Role.REFERRER, "GR", REFERRER, ALL),
          new SandboxParty("hospital-de", Role.REFERRER, "DE", REFERRER, ALL),
          new SandboxParty("hospital-it", Role.REFERRER, "IT", REFERRER, ALL),
          new SandboxParty("shelter-be", Role.SUPPORT, "BE", SUPPORT, ALL),
          new SandboxParty("counselling-be", Role.SUPPORT, "BE", SUPPORT, ALL),
          new SandboxParty("shelter-gr", Role.SUPPORT, "GR", SUPPORT, ALL),
          new SandboxParty("shelter-de", Role.SUPPORT, "DE", SUPPORT, ALL),
          new SandboxParty("shelter-it", Role.SUPPORT, "IT", SUPPORT, ALL),
          new SandboxParty("health-be", Role.SUPPORT, "BE", SUPPORT, ALL),
          new SandboxParty("coordinator-be", Role.COORDINATOR, "BE", COORDINATOR, ALL),
          new SandboxParty("coordinator-gr", Role.COORDINATOR, "GR", COORDINATOR, ALL),
          new SandboxParty("coordinator-de", Role.COORDINATOR, "DE", COORDINATOR, ALL),
          new SandboxParty("coordinator-it", Role.COORDINATOR, "IT", COORDINATOR, ALL),
          new SandboxParty(
              "statistics-eu", Role.STATISTICS, null, List.of("sc-statistics"), STATISTICS_SCOPES),
          new SandboxParty(
              "auditor-be",
              Role.AUDITOR,
              "BE",
              List.of("HCOMPL"),
              withPublic("system/AuditEvent.rs", "system/Task.rus")),
          new SandboxParty(INTEGRATOR, Role.REFERRER, "BE", List.of("HTEST", "TREAT"), ALL));

  static Optional<SandboxParty> find(String id) {
    return ALL_PARTIES.stream().filter(party -> party.id.equals(id)).findFirst();
  }

  /** What of the wanted scopes is registered; all that is registered where none is wanted. */
  List<String> grant(Set<String> wanted) {
    return wanted.isEmpty() ? scopes : wanted.stream().filter(this::isRegistered).toList();
  }

  private boolean isRegistered(String scope) {
    return SystemScope.parse(scope)
        .filter(
            parsed ->
                scopes.stream()
                    .flatMap(own -> SystemScope.parse(own).stream())
                    .anyMatch(own -> own.covers(parsed)))
        .isPresent();
  }

  /** What of the claimed purposes is registered; the default where none is claimed. */
  List<String> purposesOf(List<String> claimed) {
    List<String> codes =
        claimed.stream().map(purpose -> purpose.substring(purpose.indexOf('|') + 1)).toList();
    return codes.isEmpty()
        ? purposes.subList(0, 1)
        : codes.stream().filter(purposes::contains).distinct().toList();
  }
}
