/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/**
 * The sensitivity labels that the server gives an item. They follow from its codes alone, are made
 * when a decision asks, and are neither stored nor taken from a sender.
 *
 * <p>Not guaranteed: that every sensitive code is known here; a code of an unlisted system leaves
 * an item without a label.
 */
public final class SensitivityLabels {
  private static final String INDICATORS =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-indicators";
  private static final String FORM = "https://fhir.example.org/supportive-care/CodeSystem/sc-form";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private static final String VIOLENCE = "SDV";

  /** ICD-10-CM and ICD-10, which agree in these blocks. */
  private static final Set<String> ICD =
      Set.of("http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10");

  /** By the label, beginnings of codes. */
  private static final Map<String, List<String>> BLOCKS =
      Map.of(
          VIOLENCE,
          List.of("T74", "T76", "Y07", "Z04.8", "Z62.81", "Z91.4"),
          "HIV",
          List.of("B20", "B21", "B22", "B23", "B24", "Z21", "R75"),
          "STD",
          List.of("A50", "A51", "A52", "A53", "A54", "A55", "A56", "A57", "A58", "A59", "A6"),
          "SUD",
          List.of("F1"),
          "PSY",
          List.of("F0", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"),
          "PREGNANT",
          List.of("O", "Z33", "Z34", "Z35", "Z3A"));

  private SensitivityLabels() {}

  /** New codings, which the caller may change. */
  public static List<Coding> of(Resource resource) {
    Set<String> labels = new TreeSet<>();
    codes(resource).forEach(code -> addLabels(code, labels));
    List<Coding> codings = new ArrayList<>();
    labels.forEach(label -> codings.add(new Coding(ACT_CODE, label, null)));
    return codings;
  }

  /**
   * Whether there are items that bear it, or that it means by another rule than its being borne.
   */
  static boolean mayBear(Code label) {
    boolean given = label.system().equals(ACT_CODE) && BLOCKS.containsKey(label.code());
    boolean confidentiality = label.system().equals(Vocabulary.CONFIDENTIALITY);
    return given || (!confidentiality && !BorneLabels.isSensitivity(label));
  }

  private static Stream<Coding> codes(Resource resource) {
    if (resource instanceof Observation observation) {
      return Stream.concat(
              Stream.of(observation.getCode()),
              observation.hasValueCodeableConcept()
                  ? Stream.of(observation.getValueCodeableConcept())
                  : Stream.of())
          .flatMap(concept -> concept.getCoding().stream());
    }
    if (resource instanceof Condition condition) {
      return condition.getCode().getCoding().stream();
    }
    if (resource instanceof Procedure procedure) {
      return Stream.concat(Stream.of(procedure.getCode()), procedure.getReasonCode().stream())
          .map(CodeableConcept::getCoding)
          .flatMap(List::stream);
    }
    return Stream.of();
  }

  private static void addLabels(Coding coding, Set<String> labels) {
    String system = coding.getSystem();
    String code = coding.getCode();
    if (INDICATORS.equals(system) || FORM.equals(system)) {
      labels.add(VIOLENCE);
    } else if (code != null && ICD.contains(system)) {
      BLOCKS.forEach(
          (label, beginnings) -> {
            if (beginnings.stream().anyMatch(code::startsWith)) {
              labels.add(label);
            }
          });
    }
  }
}
