/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
   * What a system begins with whose codes tell nothing of a person's health. Of every other that is
   * not listed here, SNOMED CT, LOINC and a hospital's own among them, nobody here knows what its
   * codes tell.
   */
  private static final List<String> PLAIN =
      List.of(
          "http://terminology.hl7.org/",
          "http://hl7.org/fhir/",
          "http://unitsofmeasure.org",
          "urn:ietf:",
          "urn:iso:std:iso:");

  /** Classifications, which lie beside HL7's own code systems. */
  private static final String CLASSIFICATIONS = "http://hl7.org/fhir/sid/";

  private static final Pattern ICD_10_CODE =
      Pattern.compile("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?");

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

  /** Whether it is known what a code tells, be it nothing. */
  static boolean isSorted(String system, String code) {
    return system.startsWith(LOCAL)
        || VOCABULARIES.containsKey(system)
            && (!VOCABULARIES.get(system).equals(ICD_10) || ICD_10_CODE.matcher(code).matches());
  }

  /** Whether a code of this system may tell something. */
  static boolean isClinical(String system) {
    return !system.startsWith(LOCAL)
        && (system.startsWith(CLASSIFICATIONS) || PLAIN.stream().noneMatch(system::startsWith));
  }

  private static LabelGround ground(String line) {
    String[] row = line.split("\t", -1);
    return new LabelGround(
        row[0],
        row[1],
        Arrays.stream(row[2].split(" ", -1)).filter(beginning -> !beginning.isEmpty()).toList());
  }
}
