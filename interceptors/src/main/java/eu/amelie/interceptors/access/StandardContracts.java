/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.CREATE;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.HISTORYINSTANCE;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.PATCH;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.READ;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.SEARCHTYPE;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.UPDATE;
import static org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction.VREAD;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.DATE;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.NUMBER;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.REFERENCE;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.SPECIAL;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.TOKEN;
import static org.hl7.fhir.r4.model.Enumerations.SearchParamType.URI;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;

/** The exchange's contracts, role by role. Nobody deletes; a Consent is withdrawn, a Task ended. */
final class StandardContracts {
  /** History and vread are for the custodian; the rows decide who that is. */
  private static final List<TypeRestfulInteraction> MAINTAINED =
      List.of(CREATE, READ, UPDATE, PATCH, VREAD, HISTORYINSTANCE);

  private static final List<TypeRestfulInteraction> MAINTAINED_AND_SEARCHED =
      List.of(CREATE, READ, UPDATE, PATCH, VREAD, HISTORYINSTANCE, SEARCHTYPE);

  /** What becomes of an entry of the directory; which are its own the entries decide. */
  private static final List<TypeRestfulInteraction> KEPT = List.of(CREATE, UPDATE, PATCH);

  /** Found by their canonical URL as well. */
  private static final List<String> CONFORMANCE =
      List.of(
          "CapabilityStatement",
          "CodeSystem",
          "ConceptMap",
          "Measure",
          "OperationDefinition",
          "Questionnaire",
          "SearchParameter",
          "StructureDefinition",
          "ValueSet");

  private static final List<String> CONFORMANCE_BY_ID =
      List.of("ImplementationGuide", "NamingSystem");

  private StandardContracts() {}

  /** Discovery and nothing else: whatever else is asked without a token is 401. */
  static CapabilityStatement unauthenticated() {
    return new ContractBuilder("sc-public")
        .control("_format", SPECIAL)
        .control("_pretty", SPECIAL)
        .build();
  }

  static CapabilityStatement of(Role role) {
    return switch (role) {
      case REFERRER -> referrer();
      case SUPPORT -> support();
      case COORDINATOR -> coordinator();
      case STATISTICS -> authenticated("sc-statistics", Role.STATISTICS).build();
      case AUDITOR -> auditor();
    };
  }

  private static CapabilityStatement referrer() {
    ContractBuilder contract = authenticated("sc-referrer", Role.REFERRER);
    submitter(contract, new String[] {"identifier", "_id"}, new String[] {"_id", "identifier"});
    return contract.build();
  }

  private static CapabilityStatement support() {
    ContractBuilder contract = authenticated("sc-support", Role.SUPPORT);
    submitter(contract, new String[] {"_id"}, new String[] {"_id"}, ExchangeOperation.BREAK_GLASS);
    return contract.build();
  }

  /**
   * It may add a Task to a case it sees, and end its own; the rows decide which those are. Of what
   * it keeps by that it answers to the person like everybody.
   */
  private static CapabilityStatement coordinator() {
    ContractBuilder contract = authenticated("sc-coordinator", Role.COORDINATOR);
    contract
        .type("Task")
        .profile("sc-referral-task")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(TOKEN, "_id", "status", "business-status")
        .search(REFERENCE, "owner", "patient")
        .includes("Task:focus", "Task:patient")
        .operation(ExchangeOperation.TRANSFER_ABROAD)
        .operation(ExchangeOperation.NEXT_SERVICES);
    contract
        .type("ServiceRequest")
        .profile("sc-referral")
        .interactions(List.of(READ, SEARCHTYPE))
        .search(TOKEN, "_id")
        .search(REFERENCE, "patient")
        .includes("ServiceRequest:patient");
    contract
        .type("Patient")
        .profile("sc-patient")
        .interactions(List.of(READ))
        .operation(ExchangeOperation.MY_DATA)
        .operation(ExchangeOperation.DISCLOSURES)
        .operation(ExchangeOperation.BREAK_GLASS);
    // The person may say it to whoever has a live Task, and so to a coordinator.
    contract
        .type("Consent")
        .profile("sc-consent")
        .interactions(List.of(READ))
        .operation(ExchangeOperation.WITHDRAW);
    return contract.build();
  }

  private static CapabilityStatement auditor() {
    ContractBuilder contract = authenticated("sc-auditor", Role.AUDITOR);
    contract.type("AuditEvent").interactions(List.of(READ, SEARCHTYPE));
    // Emergency accesses to look into, and nothing of anybody else's.
    contract
        .type("Task")
        .interactions(List.of(READ, UPDATE, PATCH, SEARCHTYPE))
        .search(TOKEN, "_id", "status");
    return contract.build();
  }

  /** What every role has. */
  private static ContractBuilder authenticated(String id, Role role) {
    ContractBuilder contract =
        new ContractBuilder(id)
            .control("_format", SPECIAL)
            .control("_pretty", SPECIAL)
            .control("_count", NUMBER)
            .control("_total", SPECIAL)
            .control("_summary", SPECIAL)
            .control("_elements", SPECIAL)
            .control("_lastUpdated", DATE)
            .control("_sort", SPECIAL)
            .operation(ExchangeOperation.EVALUATE_CONSENT);
    directory(contract, role);
    conformance(contract, role);
    return contract;
  }

  /**
   * Everybody reads the directory; a service keeps its own services, places and technical
   * addresses, and whoever refers looks for a service.
   */
  private static void directory(ContractBuilder contract, Role role) {
    List<TypeRestfulInteraction> listed = List.of(READ, SEARCHTYPE);
    contract.type("Organization").profile("sc-organization").interactions(listed);
    ContractBuilder.TypeBuilder places =
        contract.type("Location").profile("sc-location").interactions(listed);
    ContractBuilder.TypeBuilder addresses =
        contract
            .type("Endpoint")
            .profile("sc-endpoint")
            .interactions(listed)
            .search(TOKEN, "status", "connection-type")
            .search(REFERENCE, "organization");
    contract
        .type("OrganizationAffiliation")
        .profile("sc-affiliation")
        .interactions(listed)
        .search(TOKEN, "active", "role")
        .search(REFERENCE, "primary-organization", "participating-organization");
    ContractBuilder.TypeBuilder services =
        contract
            .type("HealthcareService")
            .profile("sc-service")
            .interactions(listed)
            .search(TOKEN, "service-type", "active", "language", "country", "delivery-mode")
            .search(TOKEN, "served-age", "served-gender", "capacity", "eligibility")
            .search(REFERENCE, "location", "organization");
    if (role == Role.SUPPORT) {
      Stream.of(places, addresses, services).forEach(own -> own.interactions(KEPT));
      services.operation(ExchangeOperation.CAPACITY);
    }
    if (role == Role.REFERRER || role == Role.SUPPORT || role == Role.COORDINATOR) {
      services.operation(ExchangeOperation.MATCH);
      subscriptions(contract);
      messages(contract);
    }
  }

  private static void conformance(ContractBuilder contract, Role role) {
    CONFORMANCE_BY_ID.forEach(type -> contract.type(type).interactions(List.of(READ)));
    for (String type : CONFORMANCE) {
      ContractBuilder.TypeBuilder conformance =
          contract.type(type).interactions(List.of(READ, SEARCHTYPE)).search(URI, "url");
      terminology(type).forEach(conformance::operation);
      if (type.equals("Measure") && (role == Role.STATISTICS || role == Role.COORDINATOR)) {
        conformance.operation(ExchangeOperation.EVALUATE_MEASURE);
      }
      if (type.equals("Questionnaire") && (role == Role.REFERRER || role == Role.SUPPORT)) {
        conformance.operation(ExchangeOperation.POPULATE);
      }
    }
  }

  /** About published codes only: none of them sees a case. */
  private static List<ExchangeOperation> terminology(String type) {
    return switch (type) {
      case "ValueSet" -> List.of(ExchangeOperation.EXPAND, ExchangeOperation.VALIDATE_IN_SET);
      case "CodeSystem" ->
          List.of(
              ExchangeOperation.LOOKUP,
              ExchangeOperation.VALIDATE_IN_SYSTEM,
              ExchangeOperation.SUBSUMES);
      case "ConceptMap" -> List.of(ExchangeOperation.TRANSLATE);
      default -> List.of();
    };
  }

  /** Questions and answers about a Task. What was said is not changed: it is corrected. */
  private static void messages(ContractBuilder contract) {
    contract
        .type("Communication")
        .interactions(List.of(CREATE, READ, SEARCHTYPE))
        .search(REFERENCE, "part-of");
  }

  /** An organisation's own; it ends one by the status off. */
  private static void subscriptions(ContractBuilder contract) {
    contract
        .type("Subscription")
        .interactions(List.of(CREATE, READ, UPDATE, SEARCHTYPE))
        .search(TOKEN, "status")
        .operation(ExchangeOperation.SUBSCRIPTION_STATUS)
        .operation(ExchangeOperation.SUBSCRIPTION_EVENTS);
  }

  private static void submitter(
      ContractBuilder contract,
      String[] personTokens,
      String[] referralTokens,
      ExchangeOperation... onPerson) {
    contract.system(SystemRestfulInteraction.TRANSACTION, SystemRestfulInteraction.BATCH);
    ContractBuilder.TypeBuilder person = contract.type("Patient");
    // Whoever may not search by identifier may not ask by one either.
    if (List.of(personTokens).contains("identifier")) {
      person.conditionalCreate();
    }
    person
        .profile("sc-patient")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(TOKEN, personTokens)
        .operation(ExchangeOperation.EVERYTHING)
        .operation(ExchangeOperation.ASSESS_PATIENT)
        .operation(ExchangeOperation.MY_DATA)
        .operation(ExchangeOperation.DISCLOSURES)
        .operation(ExchangeOperation.ERASE)
        .operation(ExchangeOperation.RESTRICT);
    Stream.of(onPerson).forEach(person::operation);
    contract
        .type("Consent")
        .profile("sc-consent")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(TOKEN, "_id", "status")
        .search(REFERENCE, "patient")
        .operation(ExchangeOperation.RECEIPT)
        .operation(ExchangeOperation.WITHDRAW);
    contract
        .type("ServiceRequest")
        .profile("sc-referral")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(TOKEN, referralTokens)
        .search(REFERENCE, "patient")
        .includes("ServiceRequest:patient");
    contract
        .type("Task")
        .profile("sc-referral-task")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(TOKEN, referralTokens)
        .search(TOKEN, "status", "business-status")
        .search(REFERENCE, "patient", "focus", "owner")
        .includes("Task:focus", "Task:patient", "Task:encounter")
        .operation(ExchangeOperation.NEXT_SERVICES);
    clinical(contract);
    for (String type : List.of("RelatedPerson", "Provenance", "Practitioner", "PractitionerRole")) {
      contract.type(type).interactions(MAINTAINED);
    }
  }

  /** {@code date} and {@code code} only where FHIR R4 defines them for the type. */
  private static void clinical(ContractBuilder contract) {
    contract
        .type("Observation")
        .profile("sc-indicator")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(REFERENCE, "patient")
        .search(DATE, "date")
        .searchByPost(TOKEN, "code")
        .includes("Observation:patient")
        .operation(ExchangeOperation.ASSESS);
    contract
        .type("Procedure")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(REFERENCE, "patient")
        .search(DATE, "date")
        .searchByPost(TOKEN, "code");
    contract
        .type("Condition")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(REFERENCE, "patient")
        .searchByPost(TOKEN, "code");
    for (String type : List.of("DocumentReference", "Encounter", "Appointment")) {
      contract
          .type(type)
          .interactions(MAINTAINED_AND_SEARCHED)
          .search(REFERENCE, "patient")
          .search(DATE, "date");
    }
    contract
        .type("QuestionnaireResponse")
        .interactions(MAINTAINED_AND_SEARCHED)
        .search(REFERENCE, "patient")
        .operation(ExchangeOperation.EXTRACT);
  }
}
