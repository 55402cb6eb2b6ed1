/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which codes of which vocabularies bear which label, read once from {@code sensitive-codes.tsv}.
 * The editions of ICD-10 agree in these blocks as far as they have them.
 */
final class SensitiveCodes {
  private static final String LOCAL = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final String ICD_10 = "icd-10";

  /** By the system of a code, whose vocabulary it is; local ones go by their id. */
  private static final Map<String, String> VOCABULARIES =
      Map.of(
          "http://hl7.org/fhir/sid/icd-10", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-cm", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-de", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-nl", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-fr", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-it", ICD_10,
          "http://hl7.org/fhir/sid/icd-10-gr", ICD_10,
          "http://fhir.de/CodeSystem/bfarm/icd-10-gm", ICD_10,
          "http://id.who.int/icd/release/11/mms", "icd-11",
          "http://hl7.org/fhir/sid/icpc-2", "icpc-2");

  /**
   * Clinical vocabularies whose codes the record keeps, and of which nobody here knows what they
   * tell.
   */
  private static final Set<String> UNSORTED =
      Set.of("http://snomed.info/sct", "http://loinc.org", "http://www.whocc.no/atc");

  /** In the order of the table. */
  static final List<LabelGround> GROUNDS =
      Vocabulary.lines("sensitive-codes.tsv").stream().map(SensitiveCodes::ground).toList();

  /** All labels that are given. */
  static final Set<String> LABELS =
      GROUNDS.stream().map(LabelGround::label).collect(Collectors.toUnmodifiableSet());

  private static final Map<String, List<LabelGround>> BY_VOCABULARY =
      GROUNDS.stream().collect(Collectors.groupingBy(LabelGround::vocabulary));

  private SensitiveCodes() {}

  /** Those that a code makes an item bear; most make it bear none. */
  static Set<String> labelsOf(String system, String code) {
    String vocabulary =
        system.startsWith(LOCAL)
            ? system.substring(LOCAL.length())
            : VOCABULARIES.getOrDefault(system, "");
    return BY_VOCABULARY.getOrDefault(vocabulary, List.of()).stream()
        .filter(ground -> ground.holds(code))
        .map(LabelGround::label)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is known what a code of this system tells, be it nothing. */
  static boolean isSorted(String system) {
    return system.startsWith(LOCAL) || VOCABULARIES.containsKey(system);
  }

  /** Whether a code of this system may tell anything. */
  static boolean isClinical(String system) {
    return UNSORTED.contains(system) || VOCABULARIES.containsKey(system);
  }

  private static LabelGround ground(String line) {
    String[] row = line.split("\t", -1);
    return new LabelGround(
        row[0],
        row[1],
        Arrays.stream(row[2].split(" ", -1)).filter(beginning -> !beginning.isEmpty()).toList());
  }
}
