/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class AppointmentTimesTest {
  private static final String MASKED =
      "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
          + "\"valueCode\":\"masked\"}]}";

  private static String withheld(org.hl7.fhir.r4.model.Resource resource) {
    AppointmentTimes.withhold(resource);
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }

  private static Appointment appointment() {
    return new Appointment()
        .setStatus(AppointmentStatus.BOOKED)
        .setStartElement(new InstantType("2026-12-01T00:00:00Z"))
        .setEndElement(new InstantType("2026-12-01T00:00:00Z"));
  }

  @Test
  void aWithheldHourIsNoMidnightAndTheDayIsSaid() {
    assertThat(withheld(appointment()))
        .isEqualTo(
            "{\"resourceType\":\"Appointment\",\"status\":\"booked\",\"_start\":"
                + MASKED
                + ",\"_end\":"
                + MASKED
                + ",\"requestedPeriod\":[{\"start\":\"2026-12-01\",\"end\":\"2026-12-01\"}]}");
  }

  @Test
  void whatIsAskedForStaysAndWhatIsNotThereIsNotMadeUp() {
    Appointment asked = appointment();
    asked.addRequestedPeriod().setStartElement(new DateTimeType("2026-11"));
    Appointment proposed = new Appointment().setStatus(AppointmentStatus.PROPOSED);

    assertThat(withheld(asked)).contains("[{\"start\":\"2026-11\"}]").contains(MASKED);
    assertThat(withheld(proposed))
        .isEqualTo("{\"resourceType\":\"Appointment\",\"status\":\"proposed\"}");
    assertThat(withheld(new Observation())).isEqualTo("{\"resourceType\":\"Observation\"}");
  }
}
