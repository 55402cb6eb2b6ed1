/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Presentation.Summary;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channels of the catalogue that a gate can close: searches and writes used as oracles. */
class SearchOracleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Patient?_has:Observation:patient:code=x",
        "GET /Patient?_has:Observation:patient:_has:Task:focus:status=x",
        "GET /Patient?_has=x",
        "GET /Task?%5Fhas%3ATask%3Apatient%3Astatus=x"
      })
  void b1HasInAnyFormIs403(String line) {
    assertNotInContract(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Task?patient.name=x",
        "GET /Task?patient:Patient.name=x",
        "GET /Observation?patient.identifier=x",
        "GET /Observation?subject.name=x",
        "GET /Task?focus.patient.name=x",
        "GET /Observation?patient._security=x",
        "GET /Task?focus:ServiceRequest._id=x"
      })
  void b2ChainsOfAnyLengthAre403(String line) {
    assertNotInContract(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Patient?_filter=name%20eq%20x",
        "GET /Patient?_query=x",
        "GET /Patient?_list=x",
        "GET /Patient?_content=x",
        "GET /Patient?_text=x",
        "GET /Patient?_contained=true",
        "GET /Patient?_containedType=contained",
        "GET /Task?status:not=requested",
        "GET /Task?status:missing=true",
        "GET /Task?owner:missing=false",
        "GET /Task?status:in=x",
        "GET /Task?status:text=x",
        "GET /Task?patient:Patient=a",
        "GET /Task?patient:identifier=x",
        "GET /Patient?_id:exact=a",
        "GET /Task?_lastUpdated:missing=true",
        "GET /Patient?_elements:exclude=name",
        "GET /Observation?code-value-quantity=x",
        "GET /Observation?combo-code=x",
        "GET /Observation?date=co2026",
        "GET /Task?_type=Task"
      })
  void b3FiltersListsModifiersAndCompositesAre403(String line) {
    assertNotInContract(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_security", "_tag", "_source", "_profile"})
  void b4SearchesByWhatTheServerOwnsAre403(String name) {
    for (Role role : Role.values()) {
      Calls.assertRefused(
          Calls.check(role, "GET /Organization?" + name + "=x"), ErrorCode.NOT_IN_CONTRACT, name);
    }
    assertNotInContract("GET /Task?" + name + "=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "family",
        "given",
        "birthdate",
        "address",
        "address-city",
        "telecom",
        "phone",
        "email",
        "gender",
        "identifier",
        "phonetic"
      })
  void b5NobodySearchesAPersonByWhoSheIs(String name) {
    String line = "GET /Patient?" + name + "=x";
    assertNotInContract(line);
    boolean own = name.equals("identifier");
    if (own) {
      Calls.assertAdmitted(Calls.check(Role.REFERRER, line), "by the hospital's own number");
    } else {
      Calls.assertRefused(
          Calls.check(Role.REFERRER, line), ErrorCode.NOT_IN_CONTRACT, "as referrer " + line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Patient?_sort=name",
        "GET /Patient?_sort=birthdate",
        "GET /Task?_sort=-status",
        "GET /Task?_sort=_lastUpdated,name",
        "GET /Task?_sort=_id",
        "GET /Task?_sort=patient.name"
      })
  void b6SortsOnAnythingElseThanLastUpdatedAre403(String line) {
    assertNotInContract(line);
  }

  @Test
  void b6SortOnLastUpdatedIsAdmittedInBothDirections() {
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_sort=_lastUpdated").sort())
        .contains(SearchRequest.SortOrder.ASCENDING);
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_sort=-_lastUpdated").sort())
        .contains(SearchRequest.SortOrder.DESCENDING);
    assertThat(Calls.search(Role.SUPPORT, "GET /Task").sort()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Task?_include=*",
        "GET /Task?_include=Task:*",
        "GET /Task?_include=Task:owner",
        "GET /Task?_include=Task:focus:ServiceRequest",
        "GET /Task?_include=Task:focus,Task:patient",
        "GET /Task?_include=ServiceRequest:patient",
        "GET /Task?_include:iterate=Task:focus",
        "GET /Task?_include:recurse=Task:focus",
        "GET /Patient?_include=Patient:link",
        "GET /Patient?_revinclude=Task:patient",
        "GET /Patient?_revinclude:iterate=Task:patient",
        "GET /Patient?_revinclude=*",
        "GET /Patient/a/$everything?_include=Task:focus"
      })
  void b7IncludesOffTheListAre403(String line) {
    assertNotInContract(line);
  }

  @Test
  void b7ListedIncludesAreAdmittedOnceEachWithTheTypeTheyLeadTo() {
    assertThat(
            Calls.search(
                    Role.SUPPORT,
                    "GET /Task?_include=Task:focus&_include=Task:patient&_include=Task:focus")
                .includes())
        .containsExactly(
            new SearchRequest.Include("Task", "focus", "ServiceRequest"),
            new SearchRequest.Include("Task", "patient", "Patient"));
  }

  @Test
  void b7AnIncludeNeedsTheScopeToReadWhereItLeads() {
    String line = "GET /Task?_include=Task:patient";

    Calls.assertRefused(
        Calls.check(Calls.caller(Role.SUPPORT, "system/Task.rs"), line),
        ErrorCode.INSUFFICIENT_SCOPE,
        line);
    Calls.assertAdmitted(
        Calls.check(Calls.caller(Role.SUPPORT, "system/Task.rs", "system/Patient.r"), line), line);
  }

  @Test
  void b8SubsetsAreHandedOnTypedSoThatTheyApplyAfterTheMask() {
    Presentation presentation =
        ((GateDecision.Admit) Calls.check(Role.SUPPORT, "GET /Patient/a?_elements=name,telecom"))
            .presentation();

    assertThat(presentation.elements()).containsExactly("name", "telecom");
    assertThat(Calls.search(Role.SUPPORT, "GET /Patient?_summary=text").presentation().summary())
        .isEqualTo(Summary.TEXT);
    assertThat(Calls.search(Role.SUPPORT, "GET /Patient?_summary=data").presentation().summary())
        .isEqualTo(Summary.DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET ?_id=a",
        "GET ",
        "POST /_search",
        "GET /Patient/a/Observation",
        "GET /Patient/a/Observation?code=x",
        "POST /Patient/a/Observation/_search",
        "GET /Patient/a/*",
        "GET ?_getpages=x"
      })
  void b14SystemAndCompartmentSearchesAre403(String line) {
    assertNotInContract(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /$graphql",
        "GET /Patient/a/$graphql?query=x",
        "GET /Observation/$lastn",
        "GET /Observation/$stats",
        "POST /Patient/$match",
        "POST /$mdm-query-links",
        "GET /$get-resource-counts",
        "GET /Observation/$expand",
        "GET /Patient/a/$expand",
        "POST /QuestionnaireResponse/$expand",
        "POST /$export",
        "GET /Patient/$export",
        "GET /Patient/a/$meta",
        "GET /Patient/$meta",
        "GET /$meta",
        "GET /Patient/a/_history/1/$meta",
        "POST /Patient/a/$meta-add",
        "POST /Patient/a/$validate",
        "POST /$reindex",
        "POST /Patient/a/$expunge",
        "GET /Patient/a/$diff",
        "POST /Patient/a/$merge",
        "POST /Consent/$withdraw",
        "POST /Observation/a/$assess"
      })
  void b15OperationsOffTheListAre403(String line) {
    for (Role role : Role.values()) {
      Calls.assertRefused(Calls.check(role, line), ErrorCode.NOT_IN_CONTRACT, role + line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /Task?status=requested",
        "PATCH /Task?_id=a",
        "DELETE /Task?_id=a",
        "PUT /Task",
        "POST /Patient?identifier=x"
      })
  void c4ConditionalWritesAre403(String line) {
    for (Role role : Role.values()) {
      Calls.assertRefused(Calls.check(role, line), ErrorCode.NOT_IN_CONTRACT, role + line);
    }
  }

  /** As header and as field of an entry. */
  private static List<FhirCall> createIfNone(String type, String condition) {
    FhirCall header =
        Calls.read("POST /" + type, "", Map.of("If-None-Exist", List.of(condition))).orThrow();
    FhirCall entry =
        RequestLine.readEntry(
                "POST",
                type,
                new Conditions(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(condition)))
            .orThrow();
    return List.of(header, entry);
  }

  @Test
  void c4AReferrerMayCreateAPersonUnlessOneOfItsOwnHasTheIdentifier() {
    for (String condition :
        List.of(
            "identifier=urn:x|1",
            "identifier=urn%3Ax%7C1",
            "Patient?identifier=urn:x|1",
            "https://exchange.example.org/fhir/Patient?identifier=urn:x|1")) {
      for (FhirCall call : createIfNone("Patient", condition)) {
        Calls.assertAdmitted(Calls.GATE.check(Calls.caller(Role.REFERRER), call), condition);
        assertThat(call.conditions().noneExist()).contains(new NoneExist("urn:x", "1"));
      }
    }
  }

  @Test
  void c4AllOtherConditionalCreatesAre403() {
    for (FhirCall call : createIfNone("Patient", "identifier=urn:x|1")) {
      Calls.assertRefused(
          Calls.GATE.check(Calls.caller(Role.SUPPORT), call), ErrorCode.NOT_IN_CONTRACT, "support");
    }
    for (String type :
        List.of("Consent", "ServiceRequest", "Task", "Observation", "RelatedPerson")) {
      for (FhirCall call : createIfNone(type, "identifier=urn:x|1")) {
        Calls.assertRefused(
            Calls.GATE.check(Calls.caller(Role.REFERRER), call), ErrorCode.NOT_IN_CONTRACT, type);
      }
    }
    Calls.assertAdmitted(Calls.check(Role.REFERRER, "POST /Patient"), "without the condition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identifier=x",
        "identifier=|x",
        "identifier=urn:x|",
        "identifier=urn:x|1,urn:x|2",
        "identifier=urn:x|1&identifier=urn:x|2",
        "identifier=urn:x|1&active=true",
        "identifier:of-type=urn:x|1",
        "name=Nadia",
        "_id=1",
        "Task?identifier=urn:x|1",
        "Patient?identifier=urn:x|1?x",
        "identifier"
      })
  void c4AConditionThatAsksAnythingElseIsMalformed(String condition) {
    for (FhirCall call : createIfNone("Patient", condition)) {
      Calls.assertRefused(
          Calls.GATE.check(Calls.caller(Role.REFERRER), call), ErrorCode.MALFORMED, condition);
    }
  }

  @Test
  void c5UpdateAsCreateIsOfferedToNobodyAndIfNoneMatchOnAWriteIs403() {
    for (Role role : Role.values()) {
      assertThat(RoleContracts.standard().statement(role).getRestFirstRep().getResource())
          .isNotEmpty()
          .noneMatch(resource -> resource.getUpdateCreate());
    }
    FhirCall createIfAbsent =
        Calls.read("PUT /Patient/mine", "", Map.of("If-None-Match", List.of("*"))).orThrow();
    Calls.assertRefused(
        Calls.GATE.check(Calls.caller(Role.REFERRER), createIfAbsent),
        ErrorCode.NOT_IN_CONTRACT,
        "PUT");
    FhirCall cached =
        Calls.read("GET /Patient/mine", "", Map.of("If-None-Match", List.of("W/\"1\""))).orThrow();
    Calls.assertAdmitted(Calls.GATE.check(Calls.caller(Role.REFERRER), cached), "GET");
  }

  private static void assertNotInContract(String line) {
    Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.NOT_IN_CONTRACT, line);
  }
}
