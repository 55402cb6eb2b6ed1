/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;

/**
 * When an appointment is, for whom the hour is withheld. The record holds its day as an instant at
 * midnight, because the element can hold no less; shown so it would be believed.
 *
 * <p>Guaranteed: no time of day is shown that is not the appointment's own; that there is one is
 * said by the data-absent-reason {@code masked}. The day, which is released with the record, is
 * shown as the period that is asked for where none is.
 */
public final class AppointmentTimes {
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final int DAY_LENGTH = 10;

  private AppointmentTimes() {}

  /**
   * Call where texts, and with them times, were not put back. Changes the resource in place; leaves
   * everything else than an appointment as it is.
   */
  public static void withhold(Resource resource) {
    if (!(resource instanceof Appointment appointment)) {
      return;
    }
    InstantType start = appointment.getStartElement();
    InstantType end = appointment.getEndElement();
    if (!appointment.hasRequestedPeriod() && (start.hasValue() || end.hasValue())) {
      Period day = appointment.addRequestedPeriod();
      if (start.hasValue()) {
        day.setStartElement(day(start));
      }
      if (end.hasValue()) {
        day.setEndElement(day(end));
      }
    }
    if (start.hasValue()) {
      appointment.setStartElement(masked());
    }
    if (end.hasValue()) {
      appointment.setEndElement(masked());
    }
  }

  private static DateTimeType day(InstantType instant) {
    return new DateTimeType(instant.getValueAsString().substring(0, DAY_LENGTH));
  }

  private static InstantType masked() {
    InstantType absent = new InstantType();
    absent.addExtension(ABSENT, new CodeType("masked"));
    return absent;
  }
}
