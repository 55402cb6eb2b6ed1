/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;

/**
 * What of a person's age is kept among the facts: two codes and a year. The day of birth is not
 * among them; whoever needs it hands it in.
 *
 * @param status code of {@code sc-minor-status}, or null
 * @param band code of {@code sc-age-band}, or null
 * @param birthYear or null
 * @param closer whether more than the year was given, and lies in the vault
 * @param contradicted whether the codes said under 18 when the birth date already said otherwise
 */
public record RecordedAge(
    String status, String band, Integer birthYear, boolean closer, boolean contradicted) {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final int YEAR = 4;

  /** What a Patient says, with its birth date whole. */
  public static RecordedAge of(Patient patient, LocalDate today) {
    String date = patient.getBirthDateElement().getValueAsString();
    String status = code(patient, "sc-minor-status");
    String band = code(patient, "sc-age-band");
    return new RecordedAge(
        status,
        band,
        date == null ? null : Integer.valueOf(date.substring(0, YEAR)),
        date != null && date.length() > YEAR,
        (status != null || band != null)
            && Birth.of(date).filter(birth -> birth.isCertainlyOfAge(today)).isPresent());
  }

  /** A code that is there and cannot be read is as good as one that is not known. */
  private static String code(Patient patient, String name) {
    Extension extension = patient.getExtensionByUrl(ROOT + "StructureDefinition/" + name);
    if (extension == null) {
      return null;
    }
    return extension.getValue() instanceof CodeableConcept concept
        ? concept.getCoding().stream()
            .filter(coding -> (ROOT + "CodeSystem/" + name).equals(coding.getSystem()))
            .map(Coding::getCode)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("")
        : "";
  }

  /**
   * As said now, unless the same was said before: saying it again after a birthday does not make a
   * contradiction of it.
   */
  public RecordedAge after(Optional<RecordedAge> before) {
    return before
        .filter(
            earlier ->
                Objects.equals(status, earlier.status)
                    && Objects.equals(band, earlier.band)
                    && Objects.equals(birthYear, earlier.birthYear)
                    && closer == earlier.closer)
        .orElse(this);
  }

  /**
   * As what the person counts on a day, by the year of birth alone; while that leaves it open, as
   * under 18.
   */
  public Standing standing(LocalDate today) {
    return AgeRules.standing(this, year(), today);
  }

  /**
   * The same with the date of birth.
   *
   * @param birthDate a FHIR date of any precision, or null
   */
  public Standing standing(LocalDate today, String birthDate) {
    return AgeRules.standing(this, Birth.of(birthDate).or(this::year), today);
  }

  private Optional<Birth> year() {
    return Optional.ofNullable(birthYear).map(Birth::ofYear);
  }

  /**
   * When to look again whether a person under 18 is still so; empty where no day will change it. A
   * day in the eighteenth year says nothing of the birthday: until then each day is looked at.
   */
  public Optional<LocalDate> nextLook(LocalDate today) {
    return AgeRules.comesOfAge(this) ? year().map(birth -> look(birth, today)) : Optional.empty();
  }

  private LocalDate look(Birth birth, LocalDate today) {
    LocalDate eighteenth = birth.beginOfEighteenthYear();
    LocalDate day = closer ? eighteenth : eighteenth.plusYears(1).minusDays(1);
    return today.isBefore(day) ? day : today.plusDays(1);
  }

  /**
   * Whether a person under 18 may have come of age since somebody looked.
   *
   * @param looked the day of that look; empty for never
   */
  public boolean isLookOverdue(Optional<LocalDate> looked, LocalDate today) {
    return nextLook(looked.orElse(LocalDate.MIN)).filter(day -> !day.isAfter(today)).isPresent();
  }

  /** Whether the year leaves open what the day would tell. */
  public boolean needsDay(LocalDate today) {
    return closer
        && AgeRules.comesOfAge(this)
        && year()
            .filter(birth -> !today.isBefore(birth.beginOfEighteenthYear()))
            .filter(birth -> !birth.isCertainlyOfAge(today))
            .isPresent();
  }
}
