/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's table: each call admitted for the roles that have it and refused for the rest. */
class GateContractTest {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> NOBODY = EnumSet.noneOf(Role.class);
  private static final Set<Role> SUBMITTERS = EnumSet.of(Role.REFERRER, Role.SUPPORT);
  private static final Set<Role> CASE_ROLES =
      EnumSet.of(Role.REFERRER, Role.SUPPORT, Role.COORDINATOR);

  /** An auditor has those in which it is asked to look into an emergency access. */
  private static final Set<Role> TASK_ROLES = EnumSet.complementOf(EnumSet.of(Role.STATISTICS));

  private static final Set<Role> REFERRER = EnumSet.of(Role.REFERRER);
  private static final Set<Role> SUPPORT = EnumSet.of(Role.SUPPORT);
  private static final Set<Role> AUDITOR = EnumSet.of(Role.AUDITOR);

  static Stream<Arguments> table() {
    return Map.<Set<Role>, String>of(
            ALL,
            """
            GET /metadata
            GET ?_page=opaque
            POST /$evaluate-consent
            GET /Organization
            GET /Organization/shelter-be
            GET /Location?_count=3
            GET /HealthcareService?service-type=legal-aid&active=true&country=BE&language=fr
            GET /HealthcareService?delivery-mode=video&served-age=18-24&served-gender=female
            GET /HealthcareService?eligibility=reasonable-grounds
            GET /HealthcareService?capacity=has-capacity&organization=shelter-be&location=x
            GET /HealthcareService/shelter-be-service
            GET /Endpoint/a
            GET /Endpoint?organization=Organization/shelter-be&status=active&connection-type=x
            GET /OrganizationAffiliation/a
            GET /OrganizationAffiliation?primary-organization=coordinator-be&active=true
            GET /OrganizationAffiliation?participating-organization=shelter-be&role=member
            GET /CodeSystem/sc-indicators
            GET /ValueSet/sc-form
            GET /Measure/sc-referrals
            GET /Measure?url=x
            GET /StructureDefinition/sc-patient
            GET /CodeSystem?url=x
            GET /Questionnaire?url=x&_count=3
            GET /ValueSet/$expand?url=x&filter=y&count=3&offset=1&displayLanguage=fr
            GET /ValueSet/a/$expand
            POST /ValueSet/$expand
            GET /ValueSet/a/$validate-code?code=x&system=y
            GET /CodeSystem/$validate-code?code=x&url=y
            GET /CodeSystem/$lookup?code=x&system=y
            POST /CodeSystem/$lookup
            GET /CodeSystem/$subsumes?codeA=x&codeB=y&system=z
            GET /ConceptMap/$translate?code=x&system=y&targetsystem=z
            POST /ConceptMap/a/$translate
            """,
            REFERRER,
            """
            GET /Patient?identifier=urn:fictional|1
            GET /ServiceRequest?identifier=urn:fictional|1
            GET /Task?identifier=urn:fictional|1
            """,
            SUBMITTERS,
            """
            POST /
            POST /Patient
            POST /Consent
            POST /ServiceRequest
            POST /Observation
            POST /QuestionnaireResponse
            POST /Condition
            POST /RelatedPerson
            POST /DocumentReference
            POST /Provenance
            POST /Practitioner
            POST /PractitionerRole
            POST /Encounter
            POST /Appointment
            POST /Procedure
            PUT /Patient/a
            PATCH /Observation/a
            GET /Patient?_id=a
            GET /Task?focus=a
            GET /Consent?_id=a&patient=b&status=active
            GET /Observation?patient=a&date=ge2026-01-01
            GET /Condition?patient=a
            GET /Encounter?patient=a&date=2026
            GET /Observation?patient=a&_include=Observation:patient
            GET /Task?_include=Task:focus&_include=Task:patient&_include=Task:encounter&_count=10
            GET /Patient/a/_history
            GET /Patient/a/_history/2
            GET /Observation/a
            GET /Patient/a/$everything
            POST /Patient/a/$everything
            POST /Patient/a/$assess
            POST /Observation/$assess
            POST /QuestionnaireResponse/$extract
            POST /Questionnaire/a/$populate
            POST /Patient/a/$erase
            POST /Patient/a/$restrict
            GET /Consent/a/$receipt?language=el&paperSafe=true&_format=pdf
            POST /Consent/a/$receipt
            """,
            EnumSet.of(Role.STATISTICS, Role.COORDINATOR),
            """
            GET /Measure/a/$evaluate-measure?periodStart=2026-07-01&periodEnd=2026-09-30&country=BE
            GET /Measure/a/$evaluate-measure?periodStart=x&periodEnd=y&_format=csv
            POST /Measure/a/$evaluate-measure
            """,
            TASK_ROLES,
            """
            GET /Task/a
            PUT /Task/a
            PATCH /Task/a
            GET /Task?_id=a&status=requested
            """,
            EnumSet.of(Role.SUPPORT, Role.COORDINATOR),
            """
            POST /Patient/a/$break-glass
            """,
            CASE_ROLES,
            """
            GET /Patient/a/$my-data?language=el&paperSafe=true&_format=pdf
            POST /Patient/a/$my-data
            GET /Patient/a/$disclosures
            POST /Patient/a/$disclosures
            POST /Consent/a/$withdraw
            GET /Task?_id=a&status=requested&business-status=received&owner=shelter-be&patient=b
            POST /Task
            GET /Task/a/_history
            GET /ServiceRequest?_id=a&patient=b
            GET /ServiceRequest/a
            GET /Task?_include=Task:focus
            GET /ServiceRequest?_include=ServiceRequest:patient
            GET /Patient/a
            GET /Consent/a
            POST /HealthcareService/$match
            GET /Task/a/$next-services
            POST /Communication
            GET /Communication/a
            GET /Communication?part-of=Task/a
            POST /Subscription
            GET /Subscription/a
            PUT /Subscription/a
            GET /Subscription?status=active
            GET /Subscription/a/$status
            POST /Subscription/a/$events
            GET /Subscription/a/$events?eventsSinceNumber=2&eventsUntilNumber=9
            """,
            SUPPORT,
            """
            POST /HealthcareService
            PUT /HealthcareService/a
            PATCH /HealthcareService/a
            POST /HealthcareService/a/$capacity
            POST /Location
            PUT /Location/a
            PATCH /Location/a
            POST /Endpoint
            PUT /Endpoint/a
            PATCH /Endpoint/a
            """,
            AUDITOR,
            """
            GET /AuditEvent
            GET /AuditEvent/a
            GET /AuditEvent?_lastUpdated=ge2026-01-01&_sort=-_lastUpdated
            """,
            NOBODY,
            """
            DELETE /Patient/a
            DELETE /Task/a
            DELETE /Consent/a
            DELETE /Organization/shelter-be
            GET /_history
            GET /Task/_history
            GET /Organization/shelter-be/_history
            GET /Subscription/a/$events?patient=b
            GET /Subscription/a/$status?eventsSinceNumber=2
            GET /Organization?name=x
            GET /CodeSystem?name=x
            GET /NamingSystem?url=x
            GET /CodeSystem/a/$lookup
            GET /ValueSet/$lookup?system=x&code=y
            POST /CodeSystem/$expand
            POST /QuestionnaireResponse/a/$extract
            POST /Questionnaire/$populate
            POST /Observation/$extract
            GET /ValueSet/$expand?context=x
            GET /ValueSet/$expand?url:contains=x
            POST /ValueSet/$expand?url=x
            GET /ConceptMap/$translate?dependency=x
            POST /Organization
            PUT /Organization/a
            PATCH /Organization/a
            DELETE /HealthcareService/a
            DELETE /Location/a
            GET /Location/a/_history
            GET /Location/a/_history/1
            GET /Location?address=x
            GET /Location?address-city=x
            GET /Location?near=x
            GET /Location?name=x
            DELETE /Endpoint/a
            GET /Endpoint/a/_history
            GET /Endpoint?name=x
            POST /OrganizationAffiliation
            PATCH /OrganizationAffiliation/a
            GET /OrganizationAffiliation?email=x
            GET /OrganizationAffiliation?_include=OrganizationAffiliation:primary-organization
            POST /Patient/$match
            POST /SearchParameter
            PUT /StructureDefinition/a
            POST /CodeSystem
            POST /CapabilityStatement
            POST /AuditEvent
            PUT /AuditEvent/a
            PUT /Communication/a
            GET /Communication?patient=a
            DELETE /Subscription/a
            PATCH /Subscription/a
            GET /Subscription/a/_history
            GET /Subscription?criteria=x
            GET /Subscription/$status
            GET /Binary/a
            GET /Bundle/a
            GET /List
            GET /Group/a
            GET /RelatedPerson?patient=a
            GET /Provenance?target=a
            GET /Practitioner?name=x
            GET /Task?code=x
            GET /ServiceRequest?status=active
            GET /Encounter/a/$everything
            GET /Patient/$everything
            GET /metadata?mode=full
            """)
        .entrySet()
        .stream()
        .flatMap(part -> part.getValue().lines().map(line -> Arguments.of(line, part.getKey())));
  }

  @Test
  void onlyACoordinatorHandsOverToAnotherCountry() {
    for (Role role : Role.values()) {
      GateDecision decision = Calls.check(role, "POST /Task/a/$transfer-abroad");
      if (role == Role.COORDINATOR) {
        Calls.assertAdmitted(decision, role.claim());
      } else {
        Calls.assertRefused(decision, ErrorCode.NOT_IN_CONTRACT, role.claim());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void aCallIsAdmittedForTheRolesOfTheTableAndRefusedForAllOthers(String line, Set<Role> roles) {
    for (Role role : Role.values()) {
      GateDecision decision = Calls.check(role, line);
      if (roles.contains(role)) {
        Calls.assertAdmitted(decision, role + " " + line);
      } else {
        Calls.assertRefused(decision, ErrorCode.NOT_IN_CONTRACT, role + " " + line);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aBundleIsCheckedAgainOnceItsKindIsKnown(Role role) {
    boolean submits = SUBMITTERS.contains(role);

    for (BundleType kind : new BundleType[] {BundleType.TRANSACTION, BundleType.BATCH}) {
      GateDecision decision = bundle(role, kind);
      if (submits) {
        Calls.assertAdmitted(decision, kind.toCode());
      } else {
        Calls.assertRefused(decision, ErrorCode.NOT_IN_CONTRACT, kind.toCode());
      }
    }
  }

  @Test
  void hardening16AMessageOrDocumentIs400() {
    Calls.assertRefused(bundle(Role.REFERRER, BundleType.MESSAGE), ErrorCode.MALFORMED, "message");
    Calls.assertRefused(
        bundle(Role.REFERRER, BundleType.DOCUMENT), ErrorCode.MALFORMED, "document");
  }

  @Test
  void anOperationThatChangesOrTakesABodyIsNotForGet() {
    for (String line :
        new String[] {
          "GET /Consent/a/$withdraw",
          "GET /Observation/$assess",
          "GET /Patient/a/$assess",
          "GET /QuestionnaireResponse/$extract",
          "GET /Questionnaire/a/$populate",
          "GET /$evaluate-consent"
        }) {
      Calls.assertRefused(Calls.check(Role.REFERRER, line), ErrorCode.METHOD_NOT_ALLOWED, line);
    }
    Calls.assertRefused(
        Calls.check(Role.AUDITOR, "GET /Consent/a/$withdraw"),
        ErrorCode.NOT_IN_CONTRACT,
        "the contract comes first");
  }

  @Test
  void aClinicalCodeIsTakenFromTheBodyOfASearchAndNeverFromAnAddress() {
    for (Role role : SUBMITTERS) {
      for (String type : new String[] {"Observation", "Condition", "Procedure"}) {
        String search = "POST /" + type + "/_search";
        Calls.assertAdmitted(Calls.checkForm(role, search, "patient=a&code=sys%7Cx"), type);
        Calls.assertRefused(
            Calls.check(role, "GET /" + type + "?patient=a&code=sys%7Cx"),
            ErrorCode.NOT_IN_CONTRACT,
            type);
        Calls.assertRefused(
            Calls.checkForm(role, search + "?code=sys%7Cx", "patient=a"),
            ErrorCode.NOT_IN_CONTRACT,
            type);
      }
    }
  }

  @Test
  void withoutATokenThereIsTheStatementAndNothingElse() {
    Calls.assertAdmitted(unauthenticated("GET /metadata?_format=json"), "metadata");
    Calls.assertRefused(unauthenticated("GET /metadata?_has=x"), ErrorCode.NOT_IN_CONTRACT, "_has");
    for (String line :
        new String[] {
          "GET /Patient/a", "POST /", "GET /Organization", "GET ?_page=a", "DELETE /Task/a"
        }) {
      Calls.assertRefused(unauthenticated(line), ErrorCode.UNAUTHENTICATED, line);
    }
  }

  @Test
  void theTypesOfAnEverythingAreThoseThatContractAndScopeBothRead() {
    Caller narrow =
        Calls.caller(Role.SUPPORT, "system/Patient.r", "system/Observation.s", "system/Group.r");

    assertThat(Calls.GATE.readableTypes(narrow)).containsExactly("Patient");
    assertThat(Calls.GATE.readableTypes(Calls.caller(Role.SUPPORT)))
        .contains("Patient", "Observation", "Task")
        .doesNotContain("AuditEvent", "Binary");
  }

  @Test
  void aRefusalNamesAParameterOnlyWhereItsNameIsAWordOfFhir() {
    GateDecision.Refuse known =
        (GateDecision.Refuse) Calls.check(Role.SUPPORT, "GET /Patient?identifier=x");
    GateDecision.Refuse unknown =
        (GateDecision.Refuse) Calls.check(Role.SUPPORT, "GET /Patient?AdaExample=x");

    assertThat(known.message()).contains("identifier");
    assertThat(known.status()).isEqualTo(403);
    assertThat(unknown.message()).doesNotContain("Ada");
    assertThat(known.toException().code()).isEqualTo(ErrorCode.NOT_IN_CONTRACT);
  }

  private static GateDecision bundle(Role role, BundleType kind) {
    Interaction post = new Interaction.BundlePost(Optional.empty()).of(kind);
    return Calls.GATE.check(Calls.caller(role), new FhirCall(post, List.of(), Conditions.NONE));
  }

  private static GateDecision unauthenticated(String line) {
    return Calls.GATE.checkUnauthenticated(Calls.call(line));
  }
}
