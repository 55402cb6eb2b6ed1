/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a CapabilityStatement cannot say about an operation: its levels, methods and scopes. */
enum ExchangeOperation {
  EVALUATE_CONSENT("evaluate-consent", Set.of(Level.SYSTEM), null, Set.of()),
  /** Stores nothing and sees its own input only. */
  ASSESS("assess", Set.of(Level.TYPE), "Observation", Set.of()),
  ASSESS_PATIENT(
      "assess",
      Set.of(Level.INSTANCE),
      "Patient",
      Set.of(new SystemScope("Patient", "r"), new SystemScope("Observation", "r"))),
  EVERYTHING(
      "everything", Set.of(Level.INSTANCE), "Patient", Set.of(new SystemScope("Patient", "r"))),
  ERASE("erase", Set.of(Level.INSTANCE), "Patient", Set.of(new SystemScope("Patient", "d"))),
  RESTRICT("restrict", Set.of(Level.INSTANCE), "Patient", Set.of(new SystemScope("Patient", "u"))),
  BREAK_GLASS(
      "break-glass", Set.of(Level.INSTANCE), "Patient", Set.of(new SystemScope("Patient", "r"))),
  /** What a Consent says, on paper, for the person; the rows decide whose it is. */
  RECEIPT("receipt", Set.of(Level.INSTANCE), "Consent", Set.of(new SystemScope("Consent", "r"))),
  /** Everything that the caller keeps about a person, for herself. */
  MY_DATA("my-data", Set.of(Level.INSTANCE), "Patient", Scopes.WHOLE_CASE),
  /** Who saw what of it, for herself. */
  DISCLOSURES("disclosures", Set.of(Level.INSTANCE), "Patient", Scopes.WHOLE_CASE),
  /** A service says whether it can take someone on. */
  CAPACITY(
      "capacity",
      Set.of(Level.INSTANCE),
      "HealthcareService",
      Set.of(new SystemScope("HealthcareService", "u"))),
  /** Looks for services; says nothing of whom for. */
  MATCH(
      "match",
      Set.of(Level.TYPE),
      "HealthcareService",
      Set.of(new SystemScope("HealthcareService", "r"))),
  /** Where else a referral could go. */
  NEXT_SERVICES(
      "next-services",
      Set.of(Level.INSTANCE),
      "Task",
      Set.of(
          new SystemScope("Task", "r"),
          new SystemScope("ServiceRequest", "r"),
          new SystemScope("Patient", "r"))),
  /** Asks another country's coordinator to take over; the rows decide who may. */
  TRANSFER_ABROAD(
      "transfer-abroad",
      Set.of(Level.INSTANCE),
      "Task",
      Set.of(
          new SystemScope("Task", "c"),
          new SystemScope("Task", "r"),
          new SystemScope("ServiceRequest", "r"),
          new SystemScope("Patient", "r"))),
  /** Counts of a closed period, for the roles whose contract lists it. */
  EVALUATE_MEASURE(
      "evaluate-measure",
      Set.of(Level.INSTANCE),
      "Measure",
      Set.of(new SystemScope("Measure", "r"), new SystemScope("MeasureReport", "r"))),
  /** How a subscription of one's own stands. */
  SUBSCRIPTION_STATUS(
      "status",
      Set.of(Level.INSTANCE),
      "Subscription",
      Set.of(new SystemScope("Subscription", "r"))),
  /** What a subscriber has missed: each event names a Task. */
  SUBSCRIPTION_EVENTS(
      "events",
      Set.of(Level.INSTANCE),
      "Subscription",
      Set.of(new SystemScope("Subscription", "r"), new SystemScope("Task", "r"))),
  /** Stores nothing and sees its own input only. */
  EXTRACT("extract", Set.of(Level.TYPE), "QuestionnaireResponse", Set.of()),
  /** Fills a questionnaire with what the caller sees of a person; stores nothing. */
  POPULATE(
      "populate",
      Set.of(Level.INSTANCE),
      "Questionnaire",
      Set.of(
          new SystemScope("Questionnaire", "r"),
          new SystemScope("Patient", "r"),
          new SystemScope("Observation", "r"),
          new SystemScope("ServiceRequest", "r"),
          new SystemScope("Task", "r"))),
  WITHDRAW("withdraw", Set.of(Level.INSTANCE), "Consent", Set.of(new SystemScope("Consent", "u"))),
  EXPAND("expand", Levels.BOTH, "ValueSet", Set.of(new SystemScope("ValueSet", "r"))),
  VALIDATE_IN_SET(
      "validate-code", Levels.BOTH, "ValueSet", Set.of(new SystemScope("ValueSet", "r"))),
  VALIDATE_IN_SYSTEM(
      "validate-code", Levels.BOTH, "CodeSystem", Set.of(new SystemScope("CodeSystem", "r"))),
  LOOKUP("lookup", Set.of(Level.TYPE), "CodeSystem", Set.of(new SystemScope("CodeSystem", "r"))),
  SUBSUMES("subsumes", Levels.BOTH, "CodeSystem", Set.of(new SystemScope("CodeSystem", "r"))),
  TRANSLATE("translate", Levels.BOTH, "ConceptMap", Set.of(new SystemScope("ConceptMap", "r")));

  private static final class Levels {
    private static final Set<Level> BOTH = Set.of(Level.TYPE, Level.INSTANCE);
  }

  private static final class Scopes {
    /** Who may read a part only cannot hand out the whole, and must not pass a part off as it. */
    private static final Set<SystemScope> WHOLE_CASE =
        CaseTypes.all().stream()
            .map(type -> new SystemScope(type, "r"))
            .collect(Collectors.toUnmodifiableSet());
  }

  private final String operation;
  private final Set<Level> levels;
  private final String type;
  private final Set<SystemScope> scopes;

  ExchangeOperation(String operation, Set<Level> levels, String type, Set<SystemScope> scopes) {
    this.operation = operation;
    this.levels = levels;
    this.type = type;
    this.scopes = scopes;
  }

  static Optional<ExchangeOperation> of(Operation call) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.operation.equals(call.name()))
        .filter(candidate -> candidate.levels.contains(call.level()))
        .filter(candidate -> candidate.type().equals(call.type()))
        .findFirst();
  }

  /**
   * @param type empty at the system level
   */
  static Optional<ExchangeOperation> of(Optional<String> type, String name) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.operation.equals(name) && candidate.type().equals(type))
        .findFirst();
  }

  String operationName() {
    return operation;
  }

  Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** True where GET is offered beside POST. */
  boolean safe() {
    return switch (this) {
      case NEXT_SERVICES, SUBSCRIPTION_STATUS, SUBSCRIPTION_EVENTS -> true;
      default -> listsResources() || !parameters().isEmpty();
    };
  }

  /**
   * What may stand in the address: words about published codes and about paper, and the numbers of
   * a subscription's own events; never anything about a case.
   */
  Set<String> parameters() {
    return switch (this) {
      case EXPAND ->
          Set.of(
              "url",
              "valueSetVersion",
              "filter",
              "offset",
              "count",
              "displayLanguage",
              "includeDesignations",
              "designation",
              "activeOnly",
              "excludeNested");
      case VALIDATE_IN_SET ->
          Set.of(
              "url",
              "valueSetVersion",
              "code",
              "system",
              "systemVersion",
              "display",
              "displayLanguage");
      case VALIDATE_IN_SYSTEM -> Set.of("url", "code", "version", "display", "displayLanguage");
      case LOOKUP -> Set.of("system", "code", "version", "date", "displayLanguage", "property");
      case SUBSUMES -> Set.of("system", "codeA", "codeB", "version");
      case TRANSLATE -> Set.of("url", "conceptMapVersion", "code", "system", "targetsystem");
      case RECEIPT, MY_DATA, DISCLOSURES -> Set.of("language", "paperSafe");
      case SUBSCRIPTION_EVENTS -> Set.of("eventsSinceNumber", "eventsUntilNumber");
      case EVALUATE_MEASURE -> Set.of("periodStart", "periodEnd", "country");
      default -> Set.of();
    };
  }

  /** True where the answer is a list of resources that can be shaped as a search's can. */
  boolean listsResources() {
    return this == EVERYTHING;
  }

  /** What the answer can be had as, beside FHIR. */
  Presentation.Kind kind() {
    return switch (this) {
      case RECEIPT, MY_DATA, DISCLOSURES -> Presentation.Kind.DOCUMENT;
      case EVALUATE_MEASURE -> Presentation.Kind.TABLE;
      default -> Presentation.Kind.RESOURCE;
    };
  }

  OperationForm form() {
    return new OperationForm(
        operation,
        type(),
        levels,
        safe(),
        parameters(),
        kind() == Presentation.Kind.DOCUMENT,
        kind() == Presentation.Kind.TABLE,
        definition());
  }

  /** Whether it leaves something changed, by the scopes that it needs. */
  boolean writes() {
    return scopes.stream().anyMatch(scope -> SystemScope.writes(scope.interactions().charAt(0)));
  }

  boolean coveredBy(Caller caller) {
    return scopes.stream()
        .allMatch(scope -> caller.permits(scope.type(), scope.interactions().charAt(0)));
  }

  /**
   * Always one of ours. FHIR: whoever names another's definition does all that it says, and none of
   * those is done here in full; ours names it as its base.
   */
  String definition() {
    return canonical(
        switch (this) {
          case EVERYTHING -> "sc-everything";
          case EXPAND -> "sc-expand";
          case VALIDATE_IN_SET -> "sc-value-set-validate-code";
          case VALIDATE_IN_SYSTEM -> "sc-code-system-validate-code";
          case LOOKUP -> "sc-lookup";
          case SUBSUMES -> "sc-subsumes";
          case TRANSLATE -> "sc-translate";
          case EXTRACT -> "sc-extract";
          case POPULATE -> "sc-populate";
          case EVALUATE_CONSENT -> "sc-evaluate-consent";
          case ASSESS -> "sc-assess";
          case ASSESS_PATIENT -> "sc-patient-assess";
          case ERASE -> "sc-erase";
          case RESTRICT -> "sc-restrict";
          case BREAK_GLASS -> "sc-break-glass";
          case RECEIPT -> "sc-receipt";
          case MY_DATA -> "sc-my-data";
          case DISCLOSURES -> "sc-disclosures";
          case EVALUATE_MEASURE -> "sc-evaluate-measure";
          case CAPACITY -> "sc-capacity";
          case NEXT_SERVICES -> "sc-next-services";
          case TRANSFER_ABROAD -> "sc-transfer-abroad";
          case MATCH -> "sc-match";
          case SUBSCRIPTION_STATUS -> "sc-subscription-status";
          case SUBSCRIPTION_EVENTS -> "sc-subscription-events";
          case WITHDRAW -> "sc-withdraw";
        });
  }

  private static String canonical(String id) {
    return ContractBuilder.CANONICAL + "/OperationDefinition/" + id;
  }
}
