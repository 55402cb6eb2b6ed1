/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.server.AmelieApplication;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.pseudonym.DatabaseContents;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A case is handed over from one running server to another, each with a database and keys of its
 * own: Belgium at home in a server of this test, Germany in the one that all tests share. Rounds
 * are begun by hand.
 */
@EnabledIfSystemProperty(named = "amelie.tests.two-exchanges", matches = "true")
@ExchangeServer
class TwoExchangesTest {
  private static final String DE = "coordinator-de";
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static ConfigurableApplicationContext homeServer;
  private static Doorway way;
  private static int homePort;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext abroadServer;

  @BeforeEach
  void startTheFirst() throws IOException {
    if (homeServer != null) {
      return;
    }
    way = new Doorway(port);
    homePort = freePort();
    Path keys =
        Path.of(abroadServer.getEnvironment().getRequiredProperty("AMELIE_DATA_DIR"), "clients");
    String peer = "--amelie.hub.peers.germany.";
    homeServer =
        new SpringApplicationBuilder(AmelieApplication.class)
            .profiles("sandbox")
            .run(
                "--server.port=" + homePort,
                "--AMELIE_DATA_DIR=" + folder.resolve("home"),
                "--amelie.hub.pause=1h",
                "--amelie.hub.first-wait=1ns",
                "--amelie.hub.longest-wait=1ns",
                peer + "coordinator=" + DE,
                peer + "home.base=http://localhost:" + homePort + "/fhir",
                peer + "home.token=http://localhost:" + homePort + "/oauth2/token",
                peer + "home.client=" + DE,
                peer + "home.organisation=" + DE,
                peer + "home.key=" + folder.resolve("home/clients/" + DE + ".jwks.json"),
                peer + "abroad.base=http://localhost:" + way.port() + "/fhir",
                peer + "abroad.token=http://localhost:" + way.port() + "/oauth2/token",
                peer + "abroad.client=hospital-it",
                peer + "abroad.organisation=hospital-it",
                peer + "abroad.key=" + keys.resolve("hospital-it.jwks.json"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stopTheFirst() {
    if (homeServer != null) {
      homeServer.close();
      way.close();
    }
  }

  /** A case at home whose Consent lets both coordinators act, offered abroad. */
  private Case offered() {
    Case story =
        Case.submit(
                homePort,
                bundle -> {
                  permit(bundle, 0, "coordinator-be");
                  permit(bundle, 0, DE);
                  permit(bundle, 1, DE);
                  return bundle;
                })
            .accepted();
    Parameters to = new Parameters();
    to.addParameter().setName("coordinator").setValue(new Reference("Organization/" + DE));
    Answer answer =
        FhirClient.of(homePort, "coordinator-be")
            .post("/fhir/Task/" + taskOf(story, "coordinator-be") + "/$transfer-abroad", to);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    offer = (Task) answer.as(Parameters.class).getParameter("task").getResource();
    return story;
  }

  private Task offer;

  private static void permit(Bundle bundle, int model, String organisation) {
    Consent consent = Referrals.one(bundle, Consent.class);
    ProvisionComponent permit = consent.getProvision().getProvision().get(model).copy();
    permit.getActorFirstRep().setReference(new Reference("Organization/" + organisation));
    permit.getPurposeFirstRep().setCode("sc-coordination");
    consent.getProvision().addProvision(permit);
  }

  private static Caller as(String organisation) {
    return new Caller(
        organisation,
        organisation,
        Role.COORDINATOR,
        "BE",
        Set.of(Purpose.of("sc-coordination")),
        Set.of(),
        false);
  }

  private static String taskOf(Case story, String seenBy) {
    return atHome("hospital-be", story.id("Task"), seenBy);
  }

  private static String atHome(String from, String id, String seenBy) {
    IdDoor door = homeServer.getBean(IdDoor.class);
    return door.outward(as(seenBy), door.inward(as(from), id));
  }

  /** The offer as the asked coordinator sees it at home. */
  private String askedAtHome() {
    return atHome("coordinator-be", offer.getIdElement().getIdPart(), DE);
  }

  private static void round() {
    homeServer.getBean(HubRounds.class).run();
  }

  private FhirClient submitter() {
    return FhirClient.of(port, "hospital-it");
  }

  private List<Task> submitted() {
    return submitter()
        .get("/fhir/Task?identifier=" + HandoverKey.SYSTEM + "%7C" + HandoverKey.of(askedAtHome()))
        .entries(Task.class);
  }

  /** The referral as the coordinator who is asked finds it in its own exchange. */
  private Task askedAbroad() {
    String reference = phone(submitted().get(0));
    return FhirClient.of(port, DE)
        .get("/fhir/Task?owner=Organization/" + DE + "&_sort=-_lastUpdated&_count=100")
        .entries(Task.class)
        .stream()
        .filter(task -> phone(task).equals(reference))
        .findFirst()
        .orElseThrow();
  }

  private static String phone(Task task) {
    return task.getIdentifier().stream()
        .filter(identifier -> identifier.getSystem().endsWith("/sc-task-reference"))
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }

  private void answerAbroad(Task task, TaskStatus status, String reason) {
    task.setStatus(status);
    if (reason != null) {
      task.setStatusReason(Codes.reason(reason));
    }
    Answer answer =
        FhirClient.of(port, DE).put(task, "W/\"" + task.getMeta().getVersionId() + "\"");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Task takenOver() {
    round();
    Task asked = askedAbroad();
    answerAbroad(asked, TaskStatus.ACCEPTED, null);
    round();
    return asked;
  }

  private TaskStatus offerStatus() {
    return FhirClient.of(homePort, "coordinator-be")
        .get("/fhir/Task/" + offer.getIdElement().getIdPart())
        .as(Task.class)
        .getStatus();
  }

  private Answer personAbroad(Task asked) {
    return FhirClient.of(port, DE).get("/fhir/" + asked.getFor().getReference());
  }

  @Test
  void theOriginalEndsOnceTheOtherExchangeHasAcceptedAndNotBefore() {
    Case story = offered();
    String before = FhirClient.json(story.task());
    round();
    round();

    Task asked = askedAbroad();
    assertThat(asked.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(FhirClient.json(story.task())).isEqualTo(before);
    assertThat(personAbroad(asked).as(Patient.class).getNameFirstRep().getFamily())
        .isEqualTo("Voorbeeldpersoon");

    answerAbroad(asked, TaskStatus.ACCEPTED, null);
    assertThat(FhirClient.json(story.task())).isEqualTo(before);
    round();

    assertThat(offerStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(story.task().getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("transferred-abroad");
  }

  @Test
  void aRefusalLeavesTheFirstSideAsItWasAndNothingAbroad() {
    Case story = offered();
    String before = FhirClient.json(story.task());
    round();
    Task asked = askedAbroad();
    answerAbroad(asked, TaskStatus.REJECTED, "no-capacity");

    round();
    assertThat(offerStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(FhirClient.json(story.task())).isEqualTo(before);
    round();

    assertThat(personAbroad(asked).status()).isEqualTo(404);
    assertThat(submitted()).isEmpty();
  }

  @Test
  void whenTheAnswerToASubmissionIsLostItIsOneReferralAllTheSame() {
    offered();
    way.loseTheNextAnswerToASubmission();
    round();
    assertThat(submitted()).hasSize(1);

    round();
    round();

    assertThat(submitted()).hasSize(1);
    assertThat(askedAbroad().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  @Test
  void aWithdrawalAtHomeReachesTheOtherExchangeWithTheNextRound() {
    Case story = offered();
    Task asked = takenOver();
    assertThat(personAbroad(asked).status()).isEqualTo(200);

    assertThat(story.withdraw().status()).isEqualTo(200);
    round();

    assertGoneAbroad(asked);
  }

  @Test
  void anErasureAtHomeReachesTheOtherExchangeWithTheNextRound() {
    Case story = offered();
    Task asked = takenOver();
    Parameters reason = new Parameters();
    reason.addParameter("reason", new CodeType("person-request"));
    Answer erased =
        story.hospital().post("/fhir/Patient/" + story.id("Patient") + "/$erase", reason);
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);

    round();

    assertGoneAbroad(asked);
  }

  private void assertGoneAbroad(Task asked) {
    assertThat(personAbroad(asked).status()).isEqualTo(404);
    assertThat(FhirClient.of(port, DE).get("/fhir/" + asked.getFocus().getReference()).status())
        .isEqualTo(404);
    Task left =
        FhirClient.of(port, DE)
            .get("/fhir/Task/" + asked.getIdElement().getIdPart())
            .as(Task.class);
    assertThat(left.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(left.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
    assertThat(submitted()).isEmpty();
  }

  @Test
  void anOfferThatIsTakenBackIsTakenBackAbroad() {
    offered();
    round();
    Task asked = askedAbroad();
    FhirClient coordinator = FhirClient.of(homePort, "coordinator-be");
    Task own = coordinator.get("/fhir/Task/" + offer.getIdElement().getIdPart()).as(Task.class);
    own.setStatus(TaskStatus.CANCELLED).setStatusReason(Codes.reason("moved"));
    assertThat(coordinator.put(own, "W/\"" + own.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);

    round();

    assertGoneAbroad(asked);
  }

  @Test
  void aWithdrawalAbroadReachesTheFirstExchange() {
    Case story = offered();
    takenOver();
    String consent =
        submitter().get("/fhir/Consent?status=active&_count=200").entries(Consent.class).stream()
            .filter(
                one ->
                    HandoverKey.in(one.getIdentifier())
                        .filter(HandoverKey.of(askedAtHome())::equals)
                        .isPresent())
            .findFirst()
            .orElseThrow()
            .getIdElement()
            .getIdPart();
    assertThat(
            submitter().post("/fhir/Consent/" + consent + "/$withdraw", new Parameters()).status())
        .isEqualTo(200);

    round();

    assertThat(offerStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(
            FhirClient.of(homePort, DE)
                .get("/fhir/Task/" + askedAtHome())
                .as(Task.class)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("consent-revoked");
    assertThat(
            story
                .hospital()
                .get("/fhir/Consent/" + story.id("Consent"))
                .as(Consent.class)
                .getStatus())
        .isEqualTo(Consent.ConsentState.ACTIVE);
  }

  @Test
  void theOtherCountryHandsOnToNobodyWhomTheConsentDoesNotName() {
    offered();
    Task asked = takenOver();
    Task next = new Task();
    next.setStatus(TaskStatus.REQUESTED);
    next.setIntent(Task.TaskIntent.ORDER);
    next.setFor(asked.getFor());
    next.setFocus(asked.getFocus());
    next.setRequester(new Reference("Organization/" + DE));
    next.setOwner(new Reference("Organization/shelter-de"));

    assertThat(FhirClient.of(port, DE).post("/fhir/Task", next).error())
        .isEqualTo("consent-insufficient");
  }

  @Test
  void howConsentWasGivenIsShownToACoordinatorAndToNoOtherRecipient() {
    Case story = offered();
    Task asked = FhirClient.of(homePort, DE).get("/fhir/Task/" + askedAtHome()).as(Task.class);
    String reference = ((Reference) asked.getInputFirstRep().getValue()).getReference();

    Consent toCoordinator = FhirClient.of(homePort, DE).get("/fhir/" + reference).as(Consent.class);
    Consent toService =
        story
            .service()
            .get("/fhir/Consent/" + atHome(DE, reference.substring(8), "shelter-be"))
            .as(Consent.class);

    assertThat(FhirClient.json(toCoordinator))
        .contains("asked-alone", "textVersion")
        .doesNotContain("capturedBy", "shelter-be", "coordinator-be");
    assertThat(toService.hasExtension()).isFalse();
    assertThat(story.task().hasInput()).isFalse();
  }

  @Test
  void theTwoDatabasesHaveNoIdOrIdentifierOfTheCaseInCommon() {
    Case story = offered();
    Task asked = takenOver();
    Set<String> home = values(homeServer);
    Set<String> abroad = values(abroadServer);

    Set<String> common = uuids(home);
    common.retainAll(uuids(abroad));
    assertThat(common).isEmpty();
    assertHasNone(
        abroad,
        List.of(
            askedAtHome(),
            offer.getIdElement().getIdPart(),
            offer.getFor().getReferenceElement().getIdPart(),
            story.id("Task"),
            story.id("Patient"),
            story.id("Consent"),
            story.id("ServiceRequest"),
            story.reference()));
    assertHasNone(
        home,
        List.of(
            asked.getIdElement().getIdPart(),
            asked.getFor().getReferenceElement().getIdPart(),
            asked.getFocus().getReferenceElement().getIdPart(),
            phone(asked)));
  }

  private static Set<String> values(ApplicationContext server) {
    Set<String> values = new HashSet<>();
    new DatabaseContents(
            server.getBean(JdbcTemplate.class),
            new TransactionTemplate(server.getBean(PlatformTransactionManager.class)))
        .forEach((place, value) -> values.add(value));
    return values;
  }

  private static Set<String> uuids(Set<String> values) {
    Set<String> found = new HashSet<>();
    for (String value : values) {
      Matcher matcher = UUIDS.matcher(value);
      while (matcher.find()) {
        found.add(UUID.fromString(matcher.group()).toString());
      }
    }
    return found;
  }

  private static void assertHasNone(Set<String> values, List<String> needles) {
    List<String> found = new ArrayList<>();
    for (String needle : needles) {
      values.stream()
          .filter(value -> value.contains(needle))
          .findFirst()
          .ifPresent(value -> found.add(needle));
    }
    assertThat(found).isEmpty();
  }
}
