/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseNeedsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final String ROOT = "https://fhir.example.org/supportive-care/";

  private static CodeableConcept coded(String code) {
    return new CodeableConcept(new Coding(ROOT + "CodeSystem/any", code, null));
  }

  private static Optional<String> age(Patient person) {
    return CaseNeeds.of(new ServiceRequest(), person, Optional.empty(), TODAY).ageBand();
  }

  private static Patient born(String date) {
    Patient person = new Patient();
    person.setBirthDateElement(new DateType(date));
    return person;
  }

  @Test
  void aReferralsCodesAreItsNeed() {
    ServiceRequest request = new ServiceRequest().setPriority(ServiceRequestPriority.STAT);
    request.getCode().addCoding().setSystem(ROOT + "CodeSystem/sc-service").setCode("legal-aid");
    request
        .addExtension()
        .setUrl(ROOT + "StructureDefinition/sc-delivery-mode")
        .addExtension("mode", coded("video"));
    Patient person = new Patient().setGender(AdministrativeGender.FEMALE);
    person.addName(new HumanName().setFamily("Fictiva"));
    person.addCommunication().setLanguage(coded("fr"));
    person.addExtension(ROOT + "StructureDefinition/sc-age-band", coded("25-34"));

    Need need = CaseNeeds.of(request, person, Optional.of("BE"), TODAY);

    assertThat(need.services()).containsExactly("legal-aid");
    assertThat(need.ageBand()).contains("25-34");
    assertThat(need.gender()).contains("female");
    assertThat(need.languages()).containsExactly("fr");
    assertThat(need.country()).contains("BE");
    assertThat(need.mode()).contains("video");
    assertThat(need.urgent()).isTrue();
    assertThat(need.toString()).doesNotContain("Fictiva");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01,0-11",
    "2014-11-27,0-11",
    "2014-11-26,12-14",
    "2008-11-27,15-17",
    "2008-11-26,18-24",
    "1991-11-27,25-34",
    "1976-11-27,35-49",
    "1976-11-26,50+"
  })
  void aWholeBirthDateGivesItsBand(String date, String band) {
    assertThat(age(born(date))).contains(band);
  }

  @Test
  void aYearAloneIsNoAge() {
    assertThat(age(born("1990"))).isEmpty();
    assertThat(age(new Patient())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"minor", "minor-presumed", "not-sure"})
  void whoMayBeAMinorIsOfNoAdultsBand(String status) {
    Patient person = born("1990-01-01");
    person.addExtension(ROOT + "StructureDefinition/sc-minor-status", coded(status));

    assertThat(age(person)).isEmpty();
  }

  @Test
  void whoIsPresumedToBeOfAgeIsSoWithoutADate() {
    Patient person = new Patient();
    person.addExtension(ROOT + "StructureDefinition/sc-minor-status", coded("adult-presumed"));

    assertThat(age(person)).contains("adult-presumed");
  }
}
