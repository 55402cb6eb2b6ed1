/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;

/** What is asked of the operation, and how its answers are read. */
final class Assessments {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final AssessOperation OPERATION = new AssessOperation(TerminologyCatalog.load());

  /** Two strong signs each of conditions and of pressure at the place, and of one means. */
  static final List<String> ENOUGH =
      List.of(
          "dr-work-nature",
          "dr-pay",
          "ex-excessive-hours",
          "ex-low-no-pay",
          "cd-violence",
          "cd-documents-held");

  private Assessments() {}

  static Parameters asked(String age, String form) {
    return new Parameters()
        .addParameter("ageGroup", new CodeType(age))
        .addParameter("form", new CodeType(form));
  }

  static Observation sign(String code, String answer) {
    Observation sign = new Observation();
    sign.setStatus(ObservationStatus.FINAL);
    sign.getCode().addCoding(new Coding(LocalSystem.INDICATORS.url(), code, null));
    sign.setValue(new CodeableConcept(new Coding(LocalSystem.ANSWER.url(), answer, null)));
    return sign;
  }

  static List<Observation> present(List<String> codes) {
    return codes.stream().map(code -> sign(code, "present")).toList();
  }

  static Observation assess(String age, String form, List<Observation> signs) {
    Parameters in = asked(age, form);
    signs.forEach(sign -> in.addParameter().setName("observation").setResource(sign));
    return OPERATION.answer(in, NOW);
  }

  static String value(Observation answer) {
    return answer.getValueCodeableConcept().getCodingFirstRep().getCode();
  }

  static Map<String, String> dimensions(Observation answer) {
    return answer.getComponent().stream()
        .collect(
            Collectors.toMap(
                component -> component.getCode().getCodingFirstRep().getCode(),
                component -> component.getValueCodeableConcept().getCodingFirstRep().getCode(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  static List<String> extension(Observation answer, String name) {
    return answer.getExtension().stream()
        .filter(extension -> extension.getUrl().endsWith("/" + name))
        .map(extension -> ((CodeableConcept) extension.getValue()).getCodingFirstRep().getCode())
        .toList();
  }

  static String notes(Observation answer) {
    return answer.getNote().stream().map(Annotation::getText).collect(Collectors.joining("\n"));
  }
}
