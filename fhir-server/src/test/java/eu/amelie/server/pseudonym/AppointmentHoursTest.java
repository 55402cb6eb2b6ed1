/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The hour of an appointment: shown as it is, or not at all. */
@ExchangeServer
class AppointmentHoursTest {
  private static final String START = "2026-12-01T14:30:00Z";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  private static Bundle withAnAppointment(Bundle bundle) {
    return Referrals.withAnAppointment(bundle, START, "2026-12-01T15:30:00Z");
  }

  private static Bundle withItsTexts(Bundle bundle) {
    ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
    ProvisionComponent permit = root.getProvisionFirstRep().copy();
    permit.addSecurityLabel(
        new Coding("https://fhir.example.org/supportive-care/CodeSystem/sc-label", "TEXT", null));
    root.addProvision(permit);
    return withAnAppointment(bundle);
  }

  private Answer seenByService(Case story) {
    String id = Coordination.seenBy(door, "shelter-be", "hospital-be", story.id("Appointment"));
    Answer answer = story.service().get("/fhir/Appointment/" + id);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  @Test
  void whoIsNotToKnowTheHourReadsTheDayAndNoMidnight() {
    Case story = Case.submit(port, AppointmentHoursTest::withAnAppointment).accepted();

    Answer answer = seenByService(story);

    assertThat(answer.body()).contains("\"_start\"", "\"_end\"").doesNotContain("T00:00", "T14:30");
    Appointment shown = answer.as(Appointment.class);
    assertThat(shown.getStartElement().getExtensionFirstRep().getValue().primitiveValue())
        .isEqualTo("masked");
    assertThat(shown.getRequestedPeriodFirstRep().getStartElement().getValueAsString())
        .isEqualTo("2026-12-01");
  }

  @Test
  void whoIsToKnowTheHourReadsIt() {
    Case story = Case.submit(port, AppointmentHoursTest::withItsTexts).accepted();

    assertThat(seenByService(story).as(Appointment.class).getStartElement().getValueAsString())
        .startsWith("2026-12-01T14:30");
    Answer own = story.hospital().get("/fhir/Appointment/" + story.id("Appointment"));
    assertThat(own.as(Appointment.class).getStartElement().getValueAsString())
        .startsWith("2026-12-01T14:30");
    assertThat(own.as(Appointment.class).hasRequestedPeriod()).isFalse();
  }

  @Test
  void aSearchByTheHourMissesNothingOfItsDay() {
    Case story = Case.submit(port, AppointmentHoursTest::withAnAppointment);
    String search = "/fhir/Appointment?patient=" + story.id("Patient") + "&date=";

    for (String found :
        new String[] {
          "ge2026-12-01T14:00:00Z", "lt2026-12-01T15:00:00Z", "2026-12-01T14:30:00Z", "2026-12-01"
        }) {
      assertThat(story.hospital().get(search + found).entries(Appointment.class))
          .as(found)
          .hasSize(1);
    }
    for (String none :
        new String[] {"ge2026-12-02T00:00:00Z", "lt2026-12-01T00:00:00Z", "2026-12-02T14:30:00Z"}) {
      assertThat(story.hospital().get(search + none).entries(Appointment.class)).as(none).isEmpty();
    }
  }
}
