/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Random searches: of the contract for the most part, and with whatever else FHIR has. */
final class RandomSearches {
  static final List<String> TYPES =
      List.of(
          "Patient",
          "Task",
          "Task",
          "Observation",
          "Observation",
          "ServiceRequest",
          "Consent",
          "Condition",
          "Encounter",
          "Procedure",
          "QuestionnaireResponse",
          "DocumentReference",
          "Appointment",
          "RelatedPerson",
          "Provenance",
          "Practitioner",
          "PractitionerRole",
          "AuditEvent",
          "Binary",
          "List",
          "Group",
          "Organization",
          "HealthcareService",
          "Endpoint",
          "OrganizationAffiliation",
          "Subscription",
          "Nonsense");
  private static final List<String> NAMES =
      List.of(
          "_id",
          "patient",
          "status",
          "business-status",
          "owner",
          "focus",
          "code",
          "date",
          "identifier",
          "subject",
          "encounter",
          "name",
          "birthdate",
          "performer",
          "requester",
          "_has:Observation:patient:code",
          "patient.name",
          "subject:Patient.birthdate",
          "_filter",
          "_content",
          "_text",
          "_list",
          "_query",
          "_security",
          "_tag",
          "_profile",
          "_source",
          "_type",
          "_contained",
          "_containedType",
          "_at",
          "_since",
          "_language",
          "_revinclude",
          "_getpages",
          "_getpagesoffset",
          "_offset",
          "_page");
  private static final List<String> MODIFIERS =
      List.of(
          ":missing",
          ":not",
          ":exact",
          ":contains",
          ":text",
          ":in",
          ":below",
          ":Patient",
          ":identifier",
          ":of-type",
          ":iterate");
  private static final List<String> INCLUDES =
      List.of(
          "Task:focus",
          "Task:patient",
          "Task:encounter",
          "ServiceRequest:patient",
          "Observation:patient",
          "*",
          "Task:owner",
          "Task:requester",
          "Patient:link");
  static final List<String> STATUSES =
      List.of(
          "requested",
          "received",
          "accepted",
          "in-progress",
          "on-hold",
          "completed",
          "cancelled",
          "rejected",
          "active",
          "inactive",
          "final",
          "consent-revoked",
          "declined");
  private static final List<String> CODES =
      List.of("dr-pay", "sleep", "ex-excessive-hours", "R53", "ex-low-no-pay", "nonsense");
  private static final List<String> PREFIXES =
      List.of("", "eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap");
  private static final List<String> DATES =
      List.of("2025", "2025-11", "2025-11-18", "2026-01-01T00:00:00Z", "2020", "2090", "2025-13");

  private final Dice dice;
  private final String caller;
  private final KnownIds ids;

  RandomSearches(Dice dice, String caller, KnownIds ids) {
    this.dice = dice;
    this.caller = caller;
    this.ids = ids;
  }

  Ask next() {
    String type = dice.chance(85) ? dice.one(KnownIds.CASE_TYPES) : dice.one(TYPES);
    String query = query(type);
    if (dice.chance(20)) {
      return Ask.of(
          caller, "POST", "/fhir/" + type + "/_search", query, "application/x-www-form-urlencoded");
    }
    return Ask.get(caller, "/fhir/" + type + (query.isEmpty() ? "" : "?" + query));
  }

  private String query(String type) {
    List<String> parts = new ArrayList<>();
    if (dice.chance(70)) {
      parts.add(dice.one(List.of("patient", "patient", "patient", "_id")) + "=" + value("patient"));
    }
    if (dice.chance(35)) {
      parts.add(listed(type));
    }
    if (dice.chance(12)) {
      String name = dice.one(NAMES);
      parts.add(name + (dice.chance(30) ? dice.one(MODIFIERS) : "") + "=" + value(name));
    }
    if (dice.chance(20)) {
      parts.add("_include" + (dice.chance(10) ? ":iterate" : "") + "=" + dice.one(INCLUDES));
    }
    if (dice.chance(25)) {
      parts.add(
          "_count=" + dice.one(List.of("0", "1", "2", "3", "7", "200", "1000000000", "-1", "abc")));
    }
    if (dice.chance(20)) {
      parts.add("_total=" + dice.one(List.of("accurate", "none", "estimate", "x")));
    }
    if (dice.chance(15)) {
      parts.add(
          "_summary=" + dice.one(List.of("count", "count", "true", "text", "data", "false", "x")));
    }
    if (dice.chance(15)) {
      parts.add(
          "_sort=" + dice.one(List.of("_lastUpdated", "-_lastUpdated", "status", "_id", "-date")));
    }
    if (dice.chance(15)) {
      parts.add("_lastUpdated=" + dice.one(PREFIXES) + dice.one(DATES));
    }
    if (dice.chance(8)) {
      parts.add("_elements=" + dice.one(List.of("status", "code,subject", "meta", "x%20y")));
    }
    return String.join("&", parts);
  }

  private String listed(String type) {
    return switch (type) {
      case "Task" ->
          dice.one(
                  List.<Supplier<String>>of(
                      () -> "status=" + dice.one(STATUSES),
                      () -> "business-status=" + dice.one(STATUSES),
                      () ->
                          "owner=Organization/"
                              + dice.one(List.of(caller, "counselling-be", "shelter-de")),
                      () -> "focus=" + value("focus")))
              .get();
      case "Observation", "Procedure" -> "date=" + dice.one(PREFIXES) + dice.one(DATES);
      case "Consent" -> "status=" + dice.one(STATUSES);
      default -> "_id=" + ids.id(dice);
    };
  }

  private String value(String name) {
    return switch (name) {
      case "patient", "subject" -> (dice.chance(50) ? "Patient/" : "") + ids.personId(dice);
      case "focus" -> (dice.chance(50) ? "ServiceRequest/" : "") + ids.id(dice);
      case "code" -> dice.one(CODES);
      case "status", "business-status" -> dice.one(STATUSES);
      case "date", "birthdate" -> dice.one(PREFIXES) + dice.one(DATES);
      case "_page", "_getpages" -> ids.pageToken(dice);
      default -> dice.chance(60) ? ids.id(dice) : dice.one(CODES);
    };
  }
}
