/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.List;
import java.util.Map;

/** Random writes that have to be refused, for what they are about or for what they lack. */
final class RandomWrites {
  private final Dice dice;
  private final String caller;
  private final KnownIds ids;

  RandomWrites(Dice dice, String caller, KnownIds ids) {
    this.dice = dice;
    this.caller = caller;
    this.ids = ids;
  }

  /** A write that must not succeed, for what it is about or for what it lacks. */
  Ask next() {
    String reference = ids.reference(dice);
    String type = reference.substring(0, reference.indexOf('/'));
    String id = reference.substring(reference.indexOf('/') + 1);
    return switch (dice.below(6)) {
      case 0 ->
          update(reference, resource(type, id), dice.one(List.of("W/\"77\"", "W/\"x\"", "*")));
      case 1 -> update(reference, resource(type, id), null);
      case 2 ->
          Ask.of(
                  caller,
                  "PATCH",
                  "/fhir/" + reference,
                  "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\""
                      + dice.one(RandomSearches.STATUSES)
                      + "\"}]",
                  "application/json-patch+json")
              .with("If-Match", dice.one(List.of("W/\"77\"", "W/\"zz\"")));
      case 3 -> new Ask(caller, "DELETE", "/fhir/" + reference, null, Map.of());
      case 4 ->
          Ask.of(
              caller,
              "PUT",
              "/fhir/" + type + "?_id=" + id,
              resource(type, id),
              "application/fhir+json");
      default -> creation(reference);
    };
  }

  private Ask update(String reference, String body, String ifMatch) {
    Ask ask = Ask.of(caller, "PUT", "/fhir/" + reference, body, "application/fhir+json");
    return ifMatch == null ? ask : ask.with("If-Match", ifMatch);
  }

  /** About a person out of sight, or one that is no person. */
  private Ask creation(String reference) {
    String about =
        ids.own().references().contains(reference) ? "Patient/" + ids.madeUp(dice) : reference;
    String body =
        dice.chance(50)
            ? task(about)
            : """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":
            "https://fhir.example.org/supportive-care/CodeSystem/sc-indicators","code":"dr-pay"}]},
            "subject":{"reference":"%s"},"valueCodeableConcept":{"coding":[{"system":
            "https://fhir.example.org/supportive-care/CodeSystem/sc-answer","code":"present"}]}}
            """
                .formatted(about);
    Ask ask =
        Ask.of(
            caller,
            "POST",
            "/fhir/" + (body.contains("\"Task\"") ? "Task" : "Observation"),
            body,
            "application/fhir+json");
    return dice.chance(20) ? ask.with("If-None-Exist", "patient=" + ids.id(dice)) : ask;
  }

  private String task(String about) {
    return """
    {"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{"system":
    "http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]},"focus":{"reference":"ServiceRequest/%s"},
    "for":{"reference":"%s"},"requester":{"reference":"Organization/%s"},
    "owner":{"reference":"Organization/health-be"}}
    """
        .formatted(dice.uuid(), about, caller);
  }

  /** What can be read, so that it is refused for a better reason. */
  static String resource(String type, String id) {
    String rest =
        switch (type) {
          case "Task" -> ",\"status\":\"accepted\",\"intent\":\"order\"";
          case "Observation" -> ",\"status\":\"final\"";
          case "Encounter" -> ",\"status\":\"finished\"";
          case "Procedure" -> ",\"status\":\"completed\"";
          case "Consent", "ServiceRequest" -> ",\"status\":\"active\"";
          default -> "";
        };
    return "{\"resourceType\":\"%s\",\"id\":\"%s\"%s}".formatted(type, id, rest);
  }

  String entry() {
    String reference = ids.reference(dice);
    String type = reference.substring(0, reference.indexOf('/'));
    String id = reference.substring(reference.indexOf('/') + 1);
    return "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\",\"ifMatch\":\"W/\\\"77\\\"\"}}"
        .formatted(resource(type, id), reference);
  }

  Ask operation() {
    return dice.chance(45) ? newerOperation() : olderOperation();
  }

  /** About whomever; those that would change what is stored lack what they need for it. */
  private Ask newerOperation() {
    String person = ids.personId(dice);
    return switch (dice.below(7)) {
      case 0 -> Ask.get(caller, "/fhir/Patient/" + person + "/$my-data?_format=html");
      case 1 -> Ask.get(caller, "/fhir/Patient/" + dice.uuid() + "/$disclosures");
      case 2 ->
          posted(
              "/fhir/Task/" + ids.id(dice) + "/$transfer-abroad",
              "{\"name\":\"coordinator\",\"valueReference\":{\"reference\":\"Organization/%s\"}}"
                  .formatted(dice.one(List.of("coordinator-be", "shelter-be", "nobody"))));
      case 3 -> Ask.get(caller, "/fhir/Task/" + ids.id(dice) + "/$next-services");
      case 4 ->
          posted(
              "/fhir/Patient/" + person + "/$restrict",
              "{\"name\":\"reason\",\"valueCode\":\"nonsense\"}");
      case 5 ->
          posted(
              "/fhir/Questionnaire/%s/$populate"
                  .formatted(dice.one(List.of("sc-quick-check", "sc-referral-form", "nonsense"))),
              "{\"name\":\"subject\",\"valueReference\":{\"reference\":\"Patient/%s\"}}"
                  .formatted(person));
      default ->
          Ask.get(
              caller,
              "/fhir/Measure/sc-referrals/$evaluate-measure?periodStart=2025-01-01"
                  + "&periodEnd=2025-03-31");
    };
  }

  private Ask posted(String path, String parameter) {
    return Ask.of(
        caller,
        "POST",
        path,
        "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameter + "]}",
        "application/fhir+json");
  }

  private Ask olderOperation() {
    String path =
        dice.one(
            List.of(
                "/fhir/Consent/%s/$withdraw",
                "/fhir/Patient/%s/$assess",
                "/fhir/Patient/%s/$break-glass",
                "/fhir/Patient/%s/$erase",
                "/fhir/Consent/$withdraw"));
    boolean withdraws = path.contains("withdraw");
    // What the caller may withdraw it must not: the worlds would no longer be the same to it.
    String id = withdraws ? dice.uuid().toString() : ids.personId(dice);
    return Ask.of(
        caller,
        "POST",
        path.formatted(id),
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"ageGroup\",\"valueCode\":\"adult\"},"
            + "{\"name\":\"form\",\"valueCode\":\"forced-labour\"}]}",
        "application/fhir+json");
  }
}
