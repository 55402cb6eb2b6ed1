/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.UsageContext;

/** An instrument that nobody uses. */
final class Invented {
  static final String SYSTEM = "https://instruments.example.org/CodeSystem/invented";

  private static final String FILE =
      "/examples/base/pass/questionnaire-with-points-and-a-threshold.json";

  private Invented() {}

  /** A new one each time. */
  static Questionnaire questionnaire() {
    try (InputStream in = Invented.class.getResourceAsStream(FILE)) {
      return FhirContext.forR4Cached()
          .newJsonParser()
          .parseResource(
              Questionnaire.class, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same for some of its ages only.
   *
   * @param context a code of usage-context-type; blank for one without a code
   */
  static Questionnaire madeForSomeOnly(String context) {
    Questionnaire questionnaire = questionnaire();
    UsageContext further = questionnaire.addUseContext();
    further.setValue(new CodeableConcept().setText("people who live by an invented lake"));
    if (!context.isBlank()) {
      further.setCode(
          new Coding("http://terminology.hl7.org/CodeSystem/usage-context-type", context, null));
    }
    return questionnaire;
  }

  static Instrument instrument() {
    return InstrumentReader.read(questionnaire()).instrument().orElseThrow();
  }
}
