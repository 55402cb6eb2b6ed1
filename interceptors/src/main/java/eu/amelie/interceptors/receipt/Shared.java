/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.receipt;

import java.util.Locale;
import java.util.Map;

/** Kinds of information as a person speaks of them, in the order in which a receipt lists them. */
public enum Shared {
  NAME,
  CONTACT,
  ADDRESS,
  ABOUT,
  FAMILY,
  HEALTH,
  ANSWERS,
  VISITS,
  DOCUMENTS,
  REQUEST,
  WRITTEN,
  /** What a provision describes by its sensitivity only, or in a way unknown here. */
  SOME_NOTES;

  private static final Map<String, Shared> BY_CLASS =
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
          Map.entry("Consent", REQUEST),
          Map.entry("Provenance", REQUEST));

  private static final Map<String, Shared> BY_LABEL =
      Map.of("IDS", NAME, "DEMO", CONTACT, "LOCIS", ADDRESS, "TEXT", WRITTEN);

  /** Of a resource type. */
  public static Shared ofClass(String code) {
    return code == null ? SOME_NOTES : BY_CLASS.getOrDefault(code, SOME_NOTES);
  }

  /** Of a label of identity. */
  public static Shared ofLabel(String code) {
    return code == null ? SOME_NOTES : BY_LABEL.getOrDefault(code, SOME_NOTES);
  }

  /** As the texts name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
