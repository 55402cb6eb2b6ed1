/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import java.util.Set;

/**
 * The types whose ids differ per organisation. All others (directory, terminology, conformance)
 * keep the public ids they have.
 */
public final class CaseTypes {
  private static final Set<String> TYPES =
      Set.of(
          "Appointment",
          "CareTeam",
          "Communication",
          "Condition",
          "Consent",
          "DocumentReference",
          "Encounter",
          "Flag",
          "Observation",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "ServiceRequest",
          "Task");

  private CaseTypes() {}

  /** Whether resources of this type belong to a case; unknown types do not. */
  public static boolean contains(String type) {
    return type != null && TYPES.contains(type);
  }

  /** All case types. */
  public static Set<String> all() {
    return TYPES;
  }
}
