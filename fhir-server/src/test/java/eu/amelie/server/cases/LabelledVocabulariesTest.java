/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.SensitivityLabels;
import eu.amelie.profiles.KnownCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.junit.jupiter.api.Test;

/**
 * A diagnosis that stays in the record in clear is one that a deny by label has to find: for every
 * vocabulary of diagnoses whose codes are kept there, the exchange knows which are sensitive.
 */
class LabelledVocabulariesTest {
  /** In each, a code of an infection with HIV. */
  private static final Map<String, String> HIV =
      Map.of("icd-10", "B24", "icd/release/11", "1C62", "icpc-2", "B90");

  @Test
  void whatMayBeKeptAsADiagnosisIsLabelled() throws IOException {
    TreeSet<String> systems = new TreeSet<>();
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                KnownCodes.class.getResourceAsStream("known-codes.tsv"), StandardCharsets.UTF_8))) {
      table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1)[0])
          .forEach(systems::add);
    }
    int held = 0;
    for (String system : systems) {
      for (Map.Entry<String, String> one : HIV.entrySet()) {
        if (system.contains(one.getKey())) {
          held++;
          Coding diagnosis = new Coding(system, one.getValue(), null);
          assertThat(SensitivityLabels.of(new Condition().setCode(new CodeableConcept(diagnosis))))
              .as(system)
              .extracting(Coding::getCode)
              .containsExactly("HIV");
        }
      }
    }
    assertThat(held).isEqualTo(10);
  }
}
