/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** ICD-10-CM and ICD-10 chapters that say what was done to a person. */
  private static final Set<String> ICD =
      Set.of("http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10");

  private static final List<String> VIOLENCE =
      List.of("T74", "T76", "Y07", "Z04.8", "Z62.81", "Z91.4");

  private SensitivityLabels() {}

  /** New codings, which the caller may change. */
  public static List<Coding> of(Resource resource) {
    List<Coding> labels = new ArrayList<>();
    if (codes(resource).anyMatch(SensitivityLabels::isViolence)) {
      labels.add(new Coding(ACT_CODE, "SDV", null));
    }
    return labels;
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

  private static boolean isViolence(Coding coding) {
    String system = coding.getSystem();
    String code = coding.getCode();
    if (INDICATORS.equals(system) || FORM.equals(system)) {
      return true;
    }
    return code != null && ICD.contains(system) && VIOLENCE.stream().anyMatch(code::startsWith);
  }
}
