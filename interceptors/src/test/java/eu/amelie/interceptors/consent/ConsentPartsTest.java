/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class ConsentPartsTest {
  private static final String OTHER = "Voorbeeldpersoon";
  private static final String SYSTEM = "urn:fictional";

  private static Extension part(String url, String code) {
    CodeableConcept concept = new CodeableConcept(new Coding(SYSTEM, code, OTHER));
    concept.setText(OTHER);
    return new Extension(url, concept);
  }

  private static Consent consent() {
    Extension capture = new Extension(Capture.EXTENSION);
    capture.addExtension(part("method", "electronic"));
    capture.addExtension(part("language", "nl"));
    capture.addExtension(part("check", "asked-alone"));
    capture.addExtension(new Extension("textVersion", new CodeType("2026-01")));
    capture.addExtension(new Extension("capturedBy", new Reference("Practitioner/" + OTHER)));
    capture.addExtension(new Extension("method", new StringType(OTHER)));
    capture.addExtension(new Extension("check", new Annotation().setText(OTHER)));
    Consent consent = new Consent();
    consent.addExtension(capture);
    consent.addExtension(new Extension("urn:another", new StringType(OTHER)));
    return consent;
  }

  @Test
  void ofHowConsentWasGivenTheCodesAreToldAndNeitherPeopleNorWords() {
    Consent shown = new Consent();
    ConsentParts.captureWithoutPeople(consent()).forEach(shown::addExtension);

    assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(shown))
        .contains("electronic", "nl", "asked-alone", "2026-01", SYSTEM)
        .doesNotContain(OTHER, "capturedBy", "urn:another");
  }

  @Test
  void whereNothingIsSaidOfItNothingIsTold() {
    assertThat(ConsentParts.captureWithoutPeople(new Consent())).isEmpty();
  }
}
