/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** While a case is restricted it is kept and not used; afterwards it goes on where it stood. */
@ExchangeServer
class RestrictTest {
  @LocalServerPort private int port;

  private static Answer restrict(FhirClient caller, String person, String reason) {
    Parameters parameters = new Parameters();
    parameters.addParameter("reason", new CodeType(reason));
    return caller.post("/fhir/Patient/" + person + "/$restrict", parameters);
  }

  private static Answer lift(Case story) {
    Parameters parameters = new Parameters();
    parameters.addParameter("lift", new BooleanType(true));
    return story.hospital().post("/fhir/Patient/" + story.id("Patient") + "/$restrict", parameters);
  }

  private Case restricted() {
    Case story = Case.submit(port).accepted();
    assertThat(restrict(story.hospital(), story.id("Patient"), "accuracy-contested").status())
        .isEqualTo(200);
    return story;
  }

  @Test
  void theServiceSeesItsOwnTaskAndNothingElse() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(200);

    restrict(story.hospital(), story.id("Patient"), "accuracy-contested");

    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(
            story
                .service()
                .get("/fhir/Observation?patient=" + person + "&_total=accurate")
                .as(Bundle.class)
                .getTotal())
        .isZero();
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(story.task().getFor().getReference()).isNull();
  }

  @Test
  void nothingMovesButItsCustodianReadsIt() {
    Case story = restricted();

    Answer moved = story.move(TaskStatus.INPROGRESS);
    assertThat(moved.status()).isEqualTo(422);
    assertThat(moved.error()).isEqualTo("transition-not-allowed");

    Answer read = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
    assertThat(read.status()).isEqualTo(200);
    Patient person = read.as(Patient.class);
    person.setActive(true);
    Answer written = story.hospital().put(person, read.header("ETag"));
    assertThat(written.status()).isEqualTo(422);
    assertThat(written.error()).isEqualTo("processing-restricted");
  }

  @Test
  void onceLiftedItGoesOnWhereItStood() {
    Case story = restricted();

    assertThat(lift(story).status()).isEqualTo(200);

    assertThat(story.service().get("/fhir/Patient/" + story.person()).as(Patient.class).getName())
        .isNotEmpty();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
  }

  @Test
  void consentCanBeWithdrawnAllTheSame() {
    Case story = restricted();

    assertThat(story.withdraw().status()).isEqualTo(200);
    lift(story);

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void whoHasSubmittedNothingCannotRestrict() {
    Case story = Case.submit(port).accepted();

    assertThat(restrict(story.service(), story.person(), "accuracy-contested").status())
        .isEqualTo(404);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status()).isEqualTo(200);
  }

  @Test
  void aReasonThatIsNoneIsRefused() {
    Case story = Case.submit(port);

    Answer answer = restrict(story.hospital(), story.id("Patient"), "no-longer-needed");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("reason-required");
  }
}
