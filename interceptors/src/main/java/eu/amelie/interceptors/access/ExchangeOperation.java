/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a CapabilityStatement cannot say about an operation: its level, methods and scopes. */
enum ExchangeOperation {
  EVALUATE_CONSENT("evaluate-consent", Level.SYSTEM, null, false, Set.of()),
  /** Stores nothing and sees its own input only. */
  ASSESS("assess", Level.TYPE, "Observation", false, Set.of()),
  ASSESS_PATIENT(
      "assess",
      Level.INSTANCE,
      "Patient",
      false,
      Set.of(new SystemScope("Patient", "r"), new SystemScope("Observation", "r"))),
  EVERYTHING(
      "everything", Level.INSTANCE, "Patient", true, Set.of(new SystemScope("Patient", "r"))),
  ERASE("erase", Level.INSTANCE, "Patient", false, Set.of(new SystemScope("Patient", "d"))),
  RESTRICT("restrict", Level.INSTANCE, "Patient", false, Set.of(new SystemScope("Patient", "u"))),
  BREAK_GLASS(
      "break-glass", Level.INSTANCE, "Patient", false, Set.of(new SystemScope("Patient", "r"))),
  /** What a Consent says, on paper, for the person; the rows decide whose it is. */
  RECEIPT("receipt", Level.INSTANCE, "Consent", true, Set.of(new SystemScope("Consent", "r"))),
  /** A service says whether it can take someone on. */
  CAPACITY(
      "capacity",
      Level.INSTANCE,
      "HealthcareService",
      false,
      Set.of(new SystemScope("HealthcareService", "u"))),
  /** Looks for services; says nothing of whom for. */
  MATCH(
      "match",
      Level.TYPE,
      "HealthcareService",
      false,
      Set.of(new SystemScope("HealthcareService", "r"))),
  /** Where else a referral could go. */
  NEXT_SERVICES(
      "next-services",
      Level.INSTANCE,
      "Task",
      true,
      Set.of(
          new SystemScope("Task", "r"),
          new SystemScope("ServiceRequest", "r"),
          new SystemScope("Patient", "r"))),
  /** How a subscription of one's own stands. */
  SUBSCRIPTION_STATUS(
      "status", Level.INSTANCE, "Subscription", true, Set.of(new SystemScope("Subscription", "r"))),
  /** What a subscriber has missed: each event names a Task. */
  SUBSCRIPTION_EVENTS(
      "events",
      Level.INSTANCE,
      "Subscription",
      true,
      Set.of(new SystemScope("Subscription", "r"), new SystemScope("Task", "r"))),
  WITHDRAW("withdraw", Level.INSTANCE, "Consent", false, Set.of(new SystemScope("Consent", "u")));

  private static final String BACKPORT =
      "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/";

  private final String operation;
  private final Level level;
  private final String type;
  private final boolean safe;
  private final Set<SystemScope> scopes;

  ExchangeOperation(
      String operation, Level level, String type, boolean safe, Set<SystemScope> scopes) {
    this.operation = operation;
    this.level = level;
    this.type = type;
    this.safe = safe;
    this.scopes = scopes;
  }

  static Optional<ExchangeOperation> of(Operation call) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.operation.equals(call.name()))
        .filter(candidate -> candidate.level == call.level())
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
    return safe;
  }

  /** True where the answer is a list of resources that can be shaped as a search's can. */
  boolean listsResources() {
    return this == EVERYTHING;
  }

  /** True where the answer is a document for people. */
  boolean answersWithDocument() {
    return this == RECEIPT;
  }

  /** The parameters that it takes from a URL or a form. */
  Set<String> parameters() {
    return this == RECEIPT ? Set.of("language", "paperSafe") : Set.of();
  }

  boolean coveredBy(Caller caller) {
    return scopes.stream()
        .allMatch(scope -> caller.permits(scope.type(), scope.interactions().charAt(0)));
  }

  String definition() {
    return switch (this) {
      case EVERYTHING -> "http://hl7.org/fhir/OperationDefinition/Patient-everything";
      case EVALUATE_CONSENT -> canonical("sc-evaluate-consent");
      case ASSESS -> canonical("sc-assess");
      case ASSESS_PATIENT -> canonical("sc-patient-assess");
      case ERASE -> canonical("sc-erase");
      case RESTRICT -> canonical("sc-restrict");
      case BREAK_GLASS -> canonical("sc-break-glass");
      case RECEIPT -> canonical("sc-receipt");
      case CAPACITY -> canonical("sc-capacity");
      case NEXT_SERVICES -> canonical("sc-next-services");
      case MATCH -> canonical("sc-match");
      case SUBSCRIPTION_STATUS -> BACKPORT + "backport-subscription-status";
      case SUBSCRIPTION_EVENTS -> BACKPORT + "backport-subscription-events";
      case WITHDRAW -> canonical("sc-withdraw");
    };
  }

  private static String canonical(String id) {
    return ContractBuilder.CANONICAL + "/OperationDefinition/" + id;
  }
}
