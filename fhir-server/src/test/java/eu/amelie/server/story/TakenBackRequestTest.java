/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.IDENTITY;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.reason;
import static eu.amelie.server.testing.Coordination.seenBy;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Tasks;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What becomes of all that was asked under a request that turns out to be about the wrong person.
 */
@ExchangeServer
class TakenBackRequestTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  /** A Task as its requester and its owner know it. */
  private record Asked(FhirClient requester, FhirClient owner, String path, String reference) {
    Task seen() {
      return Tasks.find(owner, reference);
    }

    Task accept() {
      Task task = seen();
      task.setStatus(TaskStatus.ACCEPTED);
      Answer accepted = owner.put(task, etag(task));
      assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
      return seen();
    }

    Answer cancel(String reason) {
      Task task = requester.get(path).as(Task.class);
      task.setStatus(TaskStatus.CANCELLED).setStatusReason(reason(reason));
      return requester.put(task, etag(task));
    }
  }

  private static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  /** The shelter has accepted; the coordinators and other services are permitted. */
  private Case story() {
    return Case.submit(
            port,
            bundle -> {
              for (String service : new String[] {"counselling-be", "health-be"}) {
                permit(bundle, CASE, service, "sc-support");
                permit(bundle, IDENTITY, service, "sc-support");
              }
              permit(bundle, CASE, "coordinator-be", "sc-coordination");
              permit(bundle, CASE, "coordinator-gr", "sc-coordination");
              return bundle;
            })
        .accepted();
  }

  private FhirClient client(String organisation) {
    return FhirClient.of(port, organisation);
  }

  private String idFor(String organisation, Case story, String type) {
    return seenBy(door, organisation, "hospital-be", story.id(type));
  }

  private Answer submit(Case story, String requester, String service) {
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(TaskIntent.ORDER);
    task.setFor(new Reference("Patient/" + idFor(requester, story, "Patient")));
    task.setFocus(new Reference("ServiceRequest/" + idFor(requester, story, "ServiceRequest")));
    task.setRequester(new Reference("Organization/" + requester));
    task.setOwner(new Reference("Organization/" + service));
    return client(requester).post("/fhir/Task", task);
  }

  private Asked ask(Case story, String requester, String service) {
    Answer created = submit(story, requester, service);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String path = created.header("Location").replaceFirst(".*(/fhir/Task/[^/]+).*", "$1");
    return new Asked(
        client(requester),
        client(service),
        path,
        Tasks.reference(client(requester).get(path).as(Task.class)));
  }

  private static Asked first(Case story) {
    return new Asked(
        story.hospital(), story.service(), "/fhir/Task/" + story.id("Task"), story.reference());
  }

  private static void mark(Case story, ServiceRequestStatus status) {
    Answer read = story.hospital().get("/fhir/ServiceRequest/" + story.id("ServiceRequest"));
    ServiceRequest request = read.as(ServiceRequest.class).setStatus(status);
    Answer marked = story.hospital().put(request, read.header("ETag"));
    assertThat(marked.status()).as(marked.body()).isEqualTo(200);
  }

  private static void assertGone(Asked asked, Task before) {
    Task task = asked.seen();
    assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("entered-in-error");
    assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("cancelled");
    assertThat(asked.owner().get("/fhir/" + before.getFor().getReference()).status())
        .isEqualTo(404);
  }

  private static void assertGoesOn(Asked asked) {
    Task task = asked.seen();
    assertThat(task.getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(asked.owner().get("/fhir/" + task.getFor().getReference()).body())
        .contains("Voorbeeldpersoon");
  }

  private void assertNobodyIsAsked(Case story, String requester) {
    Answer refused = submit(story, requester, "health-be");
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("transition-not-allowed");
    assertThat(refused.body()).contains("Task.focus");
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTEREDINERROR", "REVOKED"})
  void aRequestThatIsTakenBackEndsWhateverWasAskedUnderItByWhomever(ServiceRequestStatus status) {
    Case story = story();
    Asked shelter = first(story);
    Task atShelter = shelter.seen();
    Asked counselling = ask(story, "coordinator-be", "counselling-be");
    Task atCounselling = counselling.accept();
    assertGoesOn(shelter);
    assertGoesOn(counselling);

    mark(story, status);

    assertGone(shelter, atShelter);
    assertGone(counselling, atCounselling);
    assertNobodyIsAsked(story, "hospital-be");
    assertNobodyIsAsked(story, "coordinator-be");
  }

  @Test
  void aRequestThatIsChangedOtherwiseEndsNothing() {
    Case story = story();
    Asked counselling = ask(story, "coordinator-be", "counselling-be");
    counselling.accept();

    mark(story, ServiceRequestStatus.ONHOLD);

    assertGoesOn(first(story));
    assertGoesOn(counselling);
    assertThat(submit(story, "coordinator-be", "health-be").status()).isEqualTo(201);
  }

  @Test
  void aTaskThatIsRecalledAsAnErrorTakesWithItWhatACoordinatorHasAsked() {
    Case story = story();
    Asked counselling = ask(story, "coordinator-be", "counselling-be");
    Task atCounselling = counselling.accept();
    Case other = story();
    Asked others = ask(other, "coordinator-be", "counselling-be");
    others.accept();

    assertThat(first(story).cancel("entered-in-error").status()).isEqualTo(200);

    assertGone(counselling, atCounselling);
    assertNobodyIsAsked(story, "coordinator-be");
    assertGoesOn(others);
    // Its submitter says anew that it is about the right person.
    ask(story, "hospital-be", "health-be");
    ask(story, "coordinator-be", "counselling-be");
  }

  @Test
  void aWrongAddresseeOrAnotherReasonEndsNothingElse() {
    Case story = story();
    Asked counselling = ask(story, "coordinator-be", "counselling-be");
    counselling.accept();
    Asked wrong = ask(story, "hospital-be", "health-be");

    assertThat(wrong.cancel("entered-in-error").status()).isEqualTo(200);

    assertGoesOn(first(story));
    assertGoesOn(counselling);
    assertThat(first(story).cancel("found-elsewhere").status()).isEqualTo(200);
    assertGoesOn(counselling);
  }

  @Test
  void anOwnersOrACoordinatorsWordTakesBackNothingButItsOwnTask() {
    Case story = story();
    Asked counselling = ask(story, "coordinator-be", "counselling-be");
    counselling.accept();
    Asked health = ask(story, "coordinator-be", "health-be");

    assertThat(health.cancel("entered-in-error").status()).isEqualTo(200);
    assertGoesOn(first(story));
    assertThat(story.move(TaskStatus.CANCELLED, "entered-in-error").status()).isEqualTo(200);

    assertGoesOn(counselling);
    assertThat(submit(story, "coordinator-be", "health-be").status()).isEqualTo(201);
  }

  private Task offered(Case story) {
    Answer answer =
        client("coordinator-be")
            .post(
                "/fhir/Task/" + idFor("coordinator-be", story, "Task") + "/$transfer-abroad",
                to("coordinator-gr"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return (Task) answer.as(Parameters.class).getParameter("task").getResource();
  }

  private Task abroad(Task offered) {
    return client("coordinator-gr")
        .get(
            "/fhir/Task/"
                + seenBy(
                    door, "coordinator-gr", "coordinator-be", offered.getIdElement().getIdPart()))
        .as(Task.class);
  }

  private Answer answer(Task offer, TaskStatus status) {
    return client("coordinator-gr").put(offer.setStatus(status), etag(offer));
  }

  private static void assertEnded(Task offer, String reason) {
    assertThat(offer.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(offer.getStatusReason().getCodingFirstRep().getCode()).isEqualTo(reason);
  }

  @Test
  void anOfferAbroadEndsWithTheRequestAnsweredOrNot() {
    Case waiting = story();
    Task offer = offered(waiting);
    Case taken = story();
    Task accepted = offered(taken);
    assertThat(answer(abroad(accepted), TaskStatus.ACCEPTED).status()).isEqualTo(200);

    mark(waiting, ServiceRequestStatus.ENTEREDINERROR);
    mark(taken, ServiceRequestStatus.ENTEREDINERROR);

    assertEnded(abroad(offer), "entered-in-error");
    assertEnded(abroad(accepted), "entered-in-error");
    for (TaskStatus status : new TaskStatus[] {TaskStatus.RECEIVED, TaskStatus.ACCEPTED}) {
      assertThat(answer(abroad(offer), status).error()).isEqualTo("transition-not-allowed");
    }
  }

  @Test
  void anOfferAbroadEndsWithWhatItOffersAndNoOther() {
    Case recalled = story();
    Task first = offered(recalled);
    Case failed = story();
    Task second = offered(failed);
    Case going = story();
    Task third = offered(going);

    assertThat(first(recalled).cancel("entered-in-error").status()).isEqualTo(200);
    assertThat(failed.move(TaskStatus.FAILED, "person-withdrew").status()).isEqualTo(200);

    assertEnded(abroad(first), "entered-in-error");
    assertEnded(abroad(second), "no-longer-available");
    assertThat(abroad(third).getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(answer(abroad(third), TaskStatus.ACCEPTED).status()).isEqualTo(200);
    assertThat(abroad(third).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }
}
