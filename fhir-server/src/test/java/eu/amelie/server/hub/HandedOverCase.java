/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.context.ApplicationContext;

/** One case that is offered abroad, as it stands on both sides, and the steps of its parties. */
record HandedOverCase(TwoExchanges exchanges, Case story, Task offer) {
  private static final String DE = TwoExchanges.ASKED;

  /** At home, one party's id as another sees it. */
  String atHome(String from, String id, String seenBy) {
    return seen(exchanges.home(), seenBy, from, id);
  }

  private static String seen(ApplicationContext server, String by, String from, String id) {
    return Coordination.seenBy(server.getBean(IdDoor.class), by, from, id);
  }

  /** The offer as the asked coordinator sees it at home. */
  String askedAtHome() {
    return atHome(TwoExchanges.ASKING, offer.getIdElement().getIdPart(), DE);
  }

  String key() {
    return HandoverKey.of(askedAtHome());
  }

  Task offerAsAsked() {
    return exchanges.atHome(DE).get("/fhir/Task/" + askedAtHome()).as(Task.class);
  }

  TaskStatus offerStatus() {
    return offerAsAsking().getStatus();
  }

  private Task offerAsAsking() {
    return exchanges
        .atHome(TwoExchanges.ASKING)
        .get("/fhir/Task/" + offer.getIdElement().getIdPart())
        .as(Task.class);
  }

  /** The asking coordinator takes the offer back. */
  void cancelOffer(String reason) {
    Task own = offerAsAsking();
    own.setStatus(TaskStatus.CANCELLED).setStatusReason(Codes.reason(reason));
    Answer answer = exchanges.atHome(TwoExchanges.ASKING).put(own, etag(own));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** What stands abroad of it, as the one who submitted sees it. */
  List<Task> submitted() {
    return submitter()
        .get("/fhir/Task?identifier=" + HandoverKey.SYSTEM + "%7C" + key())
        .entries(Task.class);
  }

  FhirClient submitter() {
    return exchanges.abroad(TwoExchanges.SUBMITTER);
  }

  /** The referral as the coordinator who is asked finds it in its own exchange. */
  Task askedAbroad() {
    String id = submitted().get(0).getIdElement().getIdPart();
    return abroad(seen(exchanges.abroad(), DE, TwoExchanges.SUBMITTER, id));
  }

  /** The same, read anew. */
  Task abroad(String id) {
    return exchanges.abroad(DE).get("/fhir/Task/" + id).as(Task.class);
  }

  void answerAbroad(Task task, TaskStatus status, String reason) {
    task.setStatus(status);
    if (reason != null) {
      task.setStatusReason(Codes.reason(reason));
    }
    Answer answer = exchanges.abroad(DE).put(task, etag(task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** Carried, accepted there, and then at home. */
  Task takenOver() {
    exchanges.round();
    Task asked = askedAbroad();
    answerAbroad(asked, TaskStatus.ACCEPTED, null);
    exchanges.round();
    return asked;
  }

  Answer personAbroad(Task asked) {
    return exchanges.abroad(DE).get("/fhir/" + asked.getFor().getReference());
  }

  String familyAbroad(Task asked) {
    return personAbroad(asked).as(Patient.class).getNameFirstRep().getFamily();
  }

  /** The Consent of the copy, for the one who submitted it. */
  Consent consentAbroad() {
    return submitter().all("/fhir/Consent?status=active&_count=200", Consent.class).stream()
        .filter(one -> HandoverKey.in(one.getIdentifier()).filter(key()::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  void assertGoneAbroad(Task asked) {
    assertThat(personAbroad(asked).status()).isEqualTo(404);
    assertThat(exchanges.abroad(DE).get("/fhir/" + asked.getFocus().getReference()).status())
        .isEqualTo(404);
    Task left = abroad(asked.getIdElement().getIdPart());
    assertThat(left.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(left.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
    assertThat(submitted()).isEmpty();
  }

  static String phone(Task task) {
    return task.getIdentifier().stream()
        .filter(identifier -> identifier.getSystem().endsWith("/sc-task-reference"))
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }

  static String etag(Resource resource) {
    return "W/\"" + resource.getMeta().getVersionId() + "\"";
  }
}
