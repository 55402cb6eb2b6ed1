/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom {@code Patient/[id]/$assess} takes for a child: as everywhere, not sure is under 18. */
class AssessedAsAChildTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final String ROOT = "https://fhir.example.org/supportive-care/";

  private static Patient person(String status, String band, String born) {
    Patient person = new Patient();
    say(person, "sc-minor-status", status);
    say(person, "sc-age-band", band);
    if (born != null) {
      person.setBirthDateElement(new DateType(born));
    }
    return person;
  }

  private static void say(Patient person, String name, String code) {
    if (code != null) {
      person.addExtension(
          ROOT + "StructureDefinition/" + name,
          new CodeableConcept(new Coding(ROOT + "CodeSystem/" + name, code, null)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "minor,,",
    "minor-presumed,,",
    "not-sure,,",
    "no-such-status,,",
    ",0-11,",
    ",15-17,",
    ",minor-presumed,",
    ",unknown,",
    ",,2010",
    ",,2010-05-02",
    "adult,,2010-05-02",
    // Of a year alone it is open whether the birthday was.
    ",,2008"
  })
  void whoIsRecordedAsUnder18OrNotSureIs(String status, String band, String born) {
    assertThat(Assessment.isMinor(person(status, band, born), TODAY)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "adult,,",
    "adult-presumed,,",
    "adult-presumed,unknown,",
    ",18-24,",
    ",adult-presumed,",
    ",,2007",
    ",,2008-11-26",
    "adult,25-34,1994"
  })
  void whoIsRecordedAsOfAgeIsNot(String status, String band, String born) {
    assertThat(Assessment.isMinor(person(status, band, born), TODAY)).isFalse();
  }

  @Test
  void ofWhomNothingIsRecordedTheCallerSaysIt() {
    assertThat(Assessment.isMinor(new Patient(), TODAY)).isFalse();
  }
}
