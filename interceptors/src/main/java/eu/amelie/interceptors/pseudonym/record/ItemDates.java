/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * What becomes of the dates that a Consent's {@code dataPeriod} goes by (consent.md, section 3), so
 * that a decision about the record is that about the whole: in their order, and in days of UTC.
 */
final class ItemDates {
  private static final Set<String> NAMES =
      Set.of(
          "effectiveDateTime",
          "effectivePeriod",
          "effectiveInstant",
          "onsetDateTime",
          "onsetPeriod",
          "authoredOn",
          "authored",
          "date",
          "recordedDate");
  private static final int DAY_LENGTH = 10;
  private static final int LAST_YEAR = 9999;

  private final boolean onsetGoes;

  private ItemDates(boolean onsetGoes) {
    this.onsetGoes = onsetGoes;
  }

  static ItemDates of(IBaseResource whole) {
    return new ItemDates(
        whole instanceof Condition condition && condition.hasOnset() && !staysDated(condition));
  }

  private static boolean staysDated(Condition condition) {
    if (condition.getOnset() instanceof Period period) {
      return period.getStart() != null || period.getEnd() != null;
    }
    return condition.getOnset() instanceof DateTimeType moment && moment.hasValue();
  }

  /**
   * Whether an element of the resource itself would take the place of an earlier date that goes: of
   * an onset in words or as an age the item has no date, and must not get that of its recording.
   */
  boolean isPreceded(String name) {
    return onsetGoes && name.equals("recordedDate");
  }

  static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  /**
   * The day in UTC of a time with an offset; of anything else what is written of its day.
   *
   * @param name of the element, for a refusal
   * @throws ExchangeException profile-violation where that day is not of the years 1 to 9999, which
   *     are all that FHIR can write
   */
  static String day(String name, String full) {
    if (full.length() > DAY_LENGTH) {
      try {
        LocalDate day =
            OffsetDateTime.parse(full).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
          throw ExchangeException.at(
              ErrorCode.PROFILE_VIOLATION, name, "This date cannot be written in UTC.");
        }
        return day.toString();
      } catch (DateTimeParseException e) {
        return full.substring(0, DAY_LENGTH);
      }
    }
    return full;
  }
}
