/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import java.util.Locale;
import java.util.Map;

/** What an item is to a person, in the order in which she reads of it. */
enum Kind {
  ABOUT,
  FAMILY,
  HEALTH,
  ANSWERS,
  VISITS,
  DOCUMENTS,
  REQUEST,
  MESSAGES,
  CHOICES,
  STEPS,
  STAFF,
  MORE;

  private static final Map<String, Kind> BY_TYPE =
      Map.ofEntries(
          Map.entry("Patient", ABOUT),
          Map.entry("RelatedPerson", FAMILY),
          Map.entry("Observation", HEALTH),
          Map.entry("Condition", HEALTH),
          Map.entry("Procedure", HEALTH),
          Map.entry("QuestionnaireResponse", ANSWERS),
          Map.entry("Encounter", VISITS),
          Map.entry("Appointment", VISITS),
          Map.entry("DocumentReference", DOCUMENTS),
          Map.entry("ServiceRequest", REQUEST),
          Map.entry("Task", REQUEST),
          Map.entry("Communication", MESSAGES),
          Map.entry("Consent", CHOICES),
          Map.entry("Provenance", STEPS),
          Map.entry("Practitioner", STAFF),
          Map.entry("PractitionerRole", STAFF));

  static Kind of(String type) {
    return BY_TYPE.getOrDefault(type, MORE);
  }

  /** Its heading in the texts. */
  String key() {
    return "kind." + name().toLowerCase(Locale.ROOT);
  }
}
