/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.assess.AssessOperation;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code $assess} answers fits the profile that it claims. */
class AssessmentResultTest {

  @ParameterizedTest
  @CsvSource({
    "adult, forced-labour",
    "adult, sexual",
    "child, forced-labour",
    "child, sexual",
    "adult, other"
  })
  void fitsItsProfile(String ageGroup, String form) {
    Parameters in = new Parameters();
    in.addParameter("ageGroup", new CodeType(ageGroup));
    in.addParameter("form", new CodeType(form));
    for (String code : List.of("cd-documents-held", "cd-debt-bondage", "pb-fearful")) {
      in.addParameter().setName("observation").setResource(sign(code, "present"));
    }
    in.addParameter().setName("observation").setResource(sign("cr-isolation", "suspected"));

    Observation assessed =
        new AssessOperation(Fixtures.CATALOG.terminology())
            .answer(in, Instant.parse("2026-11-26T08:00:00Z"));

    assertThat(Fixtures.CATALOG.profileFor(assessed))
        .contains(assessed.getMeta().getProfile().get(0).getValue());
    assertThat(Fixtures.VALIDATOR.validate(assessed)).isEmpty();
  }

  private static Observation sign(String code, String answer) {
    Observation sign = new Observation();
    sign.setId("Observation/fictional-" + code);
    sign.setStatus(ObservationStatus.FINAL);
    sign.setSubject(new Reference("Patient/fictional-patient"));
    sign.setCode(new CodeableConcept(new Coding(LocalSystem.INDICATORS.url(), code, null)));
    sign.setValue(new CodeableConcept(new Coding(LocalSystem.ANSWER.url(), answer, null)));
    return sign;
  }
}
