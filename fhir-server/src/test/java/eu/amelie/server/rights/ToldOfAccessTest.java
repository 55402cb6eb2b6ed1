/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.IDENTITY;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.seenBy;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A sheet tells of those whom its giver has asked, and not of whom a Consent names: where the
 * person went in the end, and in which country, the hospital is not to learn from it.
 */
@ExchangeServer
class ToldOfAccessTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  /** The shelter is asked, and others are permitted who are asked by nobody yet. */
  private Case story() {
    return Case.submit(
        port,
        bundle -> {
          permit(bundle, CASE, "counselling-be", "sc-support");
          permit(bundle, IDENTITY, "counselling-be", "sc-support");
          permit(bundle, CASE, "coordinator-be", "sc-coordination");
          permit(bundle, CASE, "coordinator-gr", "sc-coordination");
          return bundle;
        });
  }

  private FhirClient client(String organisation) {
    return FhirClient.of(port, organisation);
  }

  private String path(Case story) {
    return "/fhir/Patient/" + story.id("Patient") + "/$disclosures";
  }

  private List<AuditEvent> events(Case story) {
    Answer answer = story.hospital().get(path(story), "Accept", "application/fhir+json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.entries(AuditEvent.class);
  }

  private static String who(AuditEvent event) {
    return event.getAgentFirstRep().getWho().getReference();
  }

  private List<String> told(Case story) {
    return events(story).stream().map(ToldOfAccessTest::who).distinct().toList();
  }

  /** What was shown to an organisation, by day. */
  private List<String> shown(Case story, String organisation) {
    return events(story).stream()
        .filter(event -> who(event).equals("Organization/" + organisation))
        .flatMap(
            event ->
                event.getEntity().stream()
                    .map(
                        item ->
                            event.getPeriod().getStartElement().getValueAsString()
                                + item.getWhat().getReference()
                                + ", "
                                + item.getSecurityLabel().size()
                                + " labels"))
        .toList();
  }

  private String page(Case story) {
    return story.hospital().get(path(story) + "?language=en&paperSafe=true").body();
  }

  private String nameOf(String organisation) {
    return client("hospital-be")
        .get("/fhir/Organization/" + organisation)
        .as(Organization.class)
        .getName();
  }

  /**
   * The coordinator asks a service under the hospital's request; it accepts and reads the person.
   */
  private void reRouted(Case story, String service) {
    FhirClient coordinator = client("coordinator-be");
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(TaskIntent.ORDER);
    task.setFor(new Reference("Patient/" + coordinators(story.id("Patient"))));
    task.setFocus(new Reference("ServiceRequest/" + coordinators(story.id("ServiceRequest"))));
    task.setRequester(new Reference("Organization/coordinator-be"));
    task.setOwner(new Reference("Organization/" + service));
    Answer asked = coordinator.post("/fhir/Task", task);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    String location = asked.header("Location").replaceFirst(".*(/fhir/Task/[^/]+).*", "$1");
    String reference = Tasks.reference(coordinator.get(location).as(Task.class));
    Task theirs = Tasks.find(client(service), reference);
    theirs.setStatus(TaskStatus.ACCEPTED);
    Answer accepted = client(service).put(theirs, "W/\"" + theirs.getMeta().getVersionId() + "\"");
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    Answer person = client(service).get("/fhir/" + theirs.getFor().getReference());
    assertThat(person.body()).contains("Voorbeeldpersoon");
  }

  private String coordinators(String hospitals) {
    return seenBy(door, "coordinator-be", "hospital-be", hospitals);
  }

  @Test
  void whoWasAskedByTheHospitalIsToldAndWhereTheCoordinatorTookHerIsNot() {
    Case story = story();
    story.person();
    assertThat(story.move(TaskStatus.REJECTED, "no-capacity").status()).isEqualTo(200);
    List<String> before = told(story);

    reRouted(story, "counselling-be");

    assertThat(told(story))
        .isEqualTo(before)
        .contains("Organization/shelter-be", "Organization/hospital-be")
        .doesNotContain("Organization/counselling-be", "Organization/coordinator-be");
    assertThat(page(story))
        .contains(nameOf("shelter-be"), "does not stand here")
        .doesNotContain(nameOf("counselling-be"), nameOf("coordinator-be"));
    assertThat(SealedFiles.opened(story).get("disclosures.html"))
        .as("she herself has the whole list")
        .contains(nameOf("counselling-be"), nameOf("coordinator-be"));
  }

  @Test
  void whoDeclinedTheHospitalIsNotToldOfAgainForWhatTheCoordinatorAskedOfIt() {
    Case story = story();
    assertThat(story.move(TaskStatus.REJECTED, "no-capacity").status()).isEqualTo(200);
    List<String> before = shown(story, "shelter-be");
    assertThat(before).isNotEmpty();

    reRouted(story, "shelter-be");

    assertThat(shown(story, "shelter-be"))
        .isEqualTo(before)
        .as("not who she is")
        .allMatch(line -> line.endsWith(", 0 labels"));
    assertThat(page(story)).contains(nameOf("shelter-be"));
    assertThat(SealedFiles.opened(story).get("disclosures.html")).contains("your name");
  }

  @Test
  void whoAcceptsWhatTheHospitalAskedIsToldWithWhatWasSeen() {
    Case story = story().accepted();
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status()).isEqualTo(200);

    assertThat(told(story)).contains("Organization/shelter-be");
    assertThat(page(story)).contains(nameOf("shelter-be"), "your name");
  }

  @Test
  void whichCountryTookOverIsNotToldToTheHospitalButToTheCoordinatorWhoAsked() {
    Case story = story().accepted();
    List<String> before = told(story);
    FhirClient coordinator = client("coordinator-be");
    Answer offer =
        coordinator.post(
            "/fhir/Task/" + coordinators(story.id("Task")) + "/$transfer-abroad",
            to("coordinator-gr"));
    assertThat(offer.status()).as(offer.body()).isEqualTo(201);
    Task offered = (Task) offer.as(Parameters.class).getParameter("task").getResource();
    FhirClient abroad = client("coordinator-gr");
    Task theirs =
        abroad
            .get(
                "/fhir/Task/"
                    + seenBy(
                        door,
                        "coordinator-gr",
                        "coordinator-be",
                        offered.getIdElement().getIdPart()))
            .as(Task.class);
    theirs.setStatus(TaskStatus.ACCEPTED);
    assertThat(abroad.put(theirs, "W/\"" + theirs.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);
    assertThat(abroad.get("/fhir/" + theirs.getFor().getReference()).status()).isEqualTo(200);

    assertThat(told(story)).isEqualTo(before).doesNotContain("Organization/coordinator-gr");
    assertThat(page(story)).doesNotContain(nameOf("coordinator-gr"));
    String own = "/fhir/" + offered.getFor().getReference() + "/$disclosures";
    assertThat(coordinator.get(own, "Accept", "application/fhir+json").body())
        .contains("Organization/coordinator-gr");
  }
}
