/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownCodesTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final KnownCodes CODES =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT)).knownCodes();

  @ParameterizedTest
  @CsvSource({
    "https://fhir.example.org/supportive-care/CodeSystem/sc-contact, text-neutral-only",
    "https://fhir.example.org/supportive-care/CodeSystem/sc-indicators, dr-pay",
    "http://hl7.org/fhir/resource-types, Observation",
    "http://terminology.hl7.org/CodeSystem/consentscope, patient-privacy",
    "http://terminology.hl7.org/CodeSystem/consentaction, access",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode, EMER",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode, IDS",
    "http://terminology.hl7.org/CodeSystem/v3-ActReason, TREAT",
    "http://terminology.hl7.org/CodeSystem/v3-ParticipationType, IRCP",
    "http://terminology.hl7.org/CodeSystem/v2-0203, PLAC",
    "http://terminology.hl7.org/CodeSystem/data-absent-reason, masked",
    "http://hl7.org/fhir/CodeSystem/task-code, fulfill",
    "http://hl7.org/fhir/sid/icd-10, R53",
    "http://hl7.org/fhir/sid/icd-10-cm, T74.51XA",
    "http://snomed.info/sct, 22298006",
    "http://loinc.org, 8867-4",
    "http://unitsofmeasure.org, h",
    "urn:ietf:bcp:47, nl-BE",
    "urn:iso:std:iso:3166, BE",
    "urn:ietf:rfc:3986, https://fhir.example.org/supportive-care/StructureDefinition/sc-indicator"
  })
  void aCodeWithAMeaningIsKnown(String system, String code) {
    assertThat(CODES.contains(system, code)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://fhir.example.org/supportive-care/CodeSystem/sc-contact, nadia-example",
    "https://fhir.example.org/supportive-care/CodeSystem/sc-nadia, email-safe",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode, NADIA",
    "http://terminology.hl7.org/CodeSystem/nadia, access",
    "http://hl7.org/fhir/sid/icd-10, Nadia",
    "http://snomed.info/sct, Nadia",
    "http://snomed.info/sct, 555011742",
    "http://loinc.org, Nadia",
    "http://unitsofmeasure.org, {Nadia}",
    "http://unitsofmeasure.org, 5550117",
    "urn:ietf:bcp:47, nadia",
    "urn:ietf:bcp:47, nl-nadia",
    "urn:iso:std:iso:3166, Nadia",
    "urn:ietf:rfc:3986, https://fhir.example.org/supportive-care/StructureDefinition/sc-nadia",
    "https://hospital.example.org/codes, sleep",
    ", sleep",
    "http://loinc.org,"
  })
  void aWordOfTheSendersOwnIsNot(String system, String code) {
    assertThat(CODES.contains(system, code)).isFalse();
  }
}
