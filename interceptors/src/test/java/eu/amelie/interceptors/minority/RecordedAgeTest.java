/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As what somebody counts, by what is recorded, on 26 November 2026. */
class RecordedAgeTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static Patient patient(String status, String band, String birthDate) {
    Patient patient = new Patient();
    add(patient, "sc-minor-status", status);
    add(patient, "sc-age-band", band);
    if (birthDate != null) {
      patient.setBirthDateElement(new DateType(birthDate));
    }
    return patient;
  }

  private static void add(Patient patient, String name, String code) {
    if (code != null) {
      patient.addExtension(
          ROOT + "StructureDefinition/" + name,
          new CodeableConcept(new Coding(ROOT + "CodeSystem/" + name, code, null)));
    }
  }

  private static Standing standing(Patient patient, LocalDate recorded, LocalDate today) {
    return RecordedAge.of(patient, recorded)
        .standing(today, patient.getBirthDateElement().getValueAsString());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # status,        band,            birth date,  counts as
          -,               -,               -,           UNSTATED
          minor,           -,               -,           MINOR
          minor-presumed,  -,               -,           MINOR
          not-sure,        -,               -,           MINOR
          adult,           -,               -,           ADULT
          adult-presumed,  -,               -,           ADULT
          a-new-code,      -,               -,           MINOR
          -,               0-11,            -,           MINOR
          -,               15-17,           -,           MINOR
          -,               minor-presumed,  -,           MINOR
          -,               unknown,         -,           MINOR
          -,               a-new-code,      -,           MINOR
          -,               18-24,           -,           ADULT
          -,               adult-presumed,  -,           ADULT
          adult-presumed,  unknown,         -,           ADULT
          not-sure,        adult-presumed,  -,           MINOR
          -,               -,               1994-03-17,  ADULT
          -,               -,               2008-11-26,  ADULT
          -,               -,               2008-11-27,  MINOR
          -,               -,               2008-10,     ADULT
          -,               -,               2008-11,     MINOR
          -,               -,               2008,        MINOR
          -,               -,               2007,        ADULT
          adult,           -,               2008,        ADULT
          adult-presumed,  -,               2008,        ADULT
          adult,           -,               2008-11-27,  MINOR
          adult-presumed,  -,               2009,        MINOR
          not-sure,        -,               1994-03-17,  MINOR
          minor,           -,               1994-03-17,  MINOR
          -,               15-17,           1994-03-17,  MINOR
          -,               unknown,         1994-03-17,  MINOR
          """)
  void whoIsNotSureCountsAsUnder18(
      String status, String band, String birthDate, Standing expected) {
    assertThat(standing(patient(status, band, birthDate), TODAY, TODAY)).isEqualTo(expected);
  }

  @Test
  void anExtensionThatCannotBeReadIsNotSure() {
    Patient patient = new Patient();
    patient.addExtension(
        new Extension(ROOT + "StructureDefinition/sc-minor-status", new StringType("adult")));
    Patient foreign = patient(null, null, null);
    foreign.addExtension(
        ROOT + "StructureDefinition/sc-minor-status",
        new CodeableConcept(new Coding("https://other.example.org", "adult", null)));

    assertThat(standing(patient, TODAY, TODAY)).isEqualTo(Standing.MINOR);
    assertThat(standing(foreign, TODAY, TODAY)).isEqualTo(Standing.MINOR);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # status,       birth date,  the day before,  the first day of age
          -,              2008-11-27,  2026-11-26,      2026-11-27
          minor,          2008-11-27,  2026-11-26,      2026-11-27
          -,              2008-02-29,  2026-02-28,      2026-03-01
          minor,          2008-05,     2026-05-30,      2026-05-31
          minor,          2008,        2026-12-30,      2026-12-31
          """)
  void oneWhoIsUnder18ComesOfAgeOnceThatIsCertain(
      String status, String birthDate, LocalDate before, LocalDate day) {
    Patient patient = patient(status, null, birthDate);
    LocalDate recorded = LocalDate.of(2024, 1, 1);

    assertThat(standing(patient, recorded, before)).isEqualTo(Standing.MINOR);
    assertThat(standing(patient, recorded, day)).isEqualTo(Standing.ADULT);
  }

  @Test
  void aDoubtIsNotEndedByTime() {
    LocalDate recorded = LocalDate.of(2024, 1, 1);
    for (String status : new String[] {"not-sure", "minor-presumed"}) {
      Patient patient = patient(status, null, "2008-11-27");
      assertThat(standing(patient, recorded, LocalDate.of(2040, 1, 1))).isEqualTo(Standing.MINOR);
      assertThat(RecordedAge.of(patient, recorded).nextLook(TODAY)).isEmpty();
    }
  }

  @Test
  void sayingTheSameAgainAfterABirthdayIsNoContradiction() {
    Patient patient = patient("minor", null, "2008-11-26");
    RecordedAge first = RecordedAge.of(patient, TODAY.minusDays(1));
    RecordedAge again = RecordedAge.of(patient, TODAY);

    assertThat(first.contradicted()).isFalse();
    assertThat(again.contradicted()).isTrue();
    assertThat(again.after(Optional.of(first))).isEqualTo(first);
    RecordedAge other = RecordedAge.of(patient("adult", null, "2008-11-26"), TODAY);
    assertThat(other.after(Optional.of(first))).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # birth date,  on,          look again,  needs the day
          2010-06-01,    2026-11-26,  2028-01-01,  false
          2008-11-27,    2025-12-31,  2026-01-01,  false
          2008-11-27,    2026-01-01,  2026-01-02,  true
          2008-11-27,    2026-11-26,  2026-11-27,  true
          2008,          2026-11-26,  2026-12-31,  false
          2008-05,       2026-02-01,  2026-02-02,  true
          """)
  void noDayThatIsKeptTellsTheBirthday(
      String birthDate, LocalDate today, LocalDate look, boolean needsDay) {
    RecordedAge age = RecordedAge.of(patient("minor", null, birthDate), LocalDate.of(2024, 1, 1));

    assertThat(age.nextLook(today)).contains(look);
    assertThat(age.needsDay(today)).isEqualTo(needsDay);
    assertThat(age.toString()).doesNotContain("-11-", "-06-", "-05");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # status,  birth date,  looked,      today,       overdue
          minor,     2008-11-27,  2024-01-01,  2025-12-31,  false
          minor,     2008-11-27,  2024-01-01,  2026-01-01,  true
          minor,     2008-11-27,  -,           2025-12-31,  false
          minor,     2008-11-27,  -,           2026-01-01,  true
          minor,     2008-11-27,  2026-11-25,  2026-11-25,  false
          minor,     2008-11-27,  2026-11-25,  2026-11-26,  true
          minor,     2008-11-27,  2026-11-25,  2026-11-27,  true
          minor,     2008,        2026-11-25,  2026-12-30,  false
          minor,     2008,        2026-11-25,  2026-12-31,  true
          not-sure,  2008-11-27,  2024-01-01,  2040-01-01,  false
          minor,     -,           2024-01-01,  2040-01-01,  false
          """)
  void onceSheMayHaveComeOfAgeSinceSomebodyLookedALookIsOverdue(
      String status, String birthDate, LocalDate looked, LocalDate today, boolean overdue) {
    RecordedAge age = RecordedAge.of(patient(status, null, birthDate), LocalDate.of(2024, 1, 1));

    assertThat(age.isLookOverdue(Optional.ofNullable(looked), today)).isEqualTo(overdue);
  }
}
