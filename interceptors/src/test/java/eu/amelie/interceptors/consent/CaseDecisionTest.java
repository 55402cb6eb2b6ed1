/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.with;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Custodian, need-to-know and what of identity goes along. */
class CaseDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Code COORDINATION = new Code(Vocabulary.SC_PURPOSE, "sc-coordination");

  @Test
  void custodianSeesItsOwnItemWholeWithoutConsent() {
    Decision decision = asking("hospital-be", CareRole.REFERRER, "TREAT").decide();

    assertThat(((Permit) decision).releasedLabels())
        .containsExactlyInAnyOrder(IdentityLabel.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HRESCH", "CLINTRCH"})
  void custodianDoesNotSeeItForResearch(String purpose) {
    assertThat(asking("hospital-be", CareRole.REFERRER, purpose).decide()).isInstanceOf(Deny.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"requested", "received", "accepted", "in-progress", "on-hold"})
  void serviceWithALiveTaskSeesWhatConsentPermits(String status) {
    assertThat(shelter(status, null).decide()).isInstanceOf(Permit.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "cancelled", "failed"})
  void serviceWhoseTaskHasEndedNeedsToKnowNothing(String status) {
    assertThat(shelter(status, NOW.minusSeconds(1)).decide().reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void completedTaskCountsForTheFollowUpAndNoLonger() {
    assertThat(shelter("completed", NOW.minus(Duration.ofDays(30))).decide())
        .isInstanceOf(Permit.class);
    assertThat(
            shelter("completed", NOW.minus(Duration.ofDays(30)).minusSeconds(1)).decide().reason())
        .isEqualTo(Reason.NO_NEED);
  }

  @Test
  void anotherServicesTaskIsNoNeedOfOnesOwn() {
    Asked asked = shelter("accepted", null);
    asked.tasks = List.of(new TaskFact("counselling-be", "accepted", null));

    assertThat(asked.decide().reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void twoServicesOnOneCaseDoNotLearnOfEachOther() {
    Asked asked = shelter("accepted", null);
    asked.consents =
        List.of(
            CompiledConsent.compile(
                optIn(with(forShelter(permit()), p -> p.addClass_(Consents.type("Task"))))));
    asked.item = task("Organization/counselling-be");
    assertThat(asked.decide().reason()).isEqualTo(Reason.NO_NEED);

    asked.item = task("Organization/shelter-be");
    assertThat(asked.decide()).isInstanceOf(Permit.class);
  }

  @Test
  void disclosureA9AConsentIsThereForThoseOnlyWhomItsPermitsName() {
    Asked asked = shelter("accepted", null);
    asked.consents =
        List.of(
            CompiledConsent.compile(
                optIn(with(forShelter(permit()), p -> p.addClass_(Consents.type("Consent"))))));
    asked.item = optIn(with(forShelter(permit()), p -> p.addClass_(Consents.type("Patient"))));
    assertThat(asked.decide()).isInstanceOf(Permit.class);

    ProvisionComponent toOthers = forShelter(permit());
    toOthers.getActorFirstRep().setReference(new Reference("Organization/counselling-be"));
    asked.item = optIn(toOthers);
    assertThat(asked.decide().reason()).isEqualTo(Reason.NO_NEED);

    ProvisionComponent deny = forShelter(permit());
    deny.setType(org.hl7.fhir.r4.model.Consent.ConsentProvisionType.DENY);
    asked.item = optIn(deny);
    assertThat(asked.decide().reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void aCoordinatorWhomAConsentNamesSeesWhereReferralsStand() {
    Asked asked = asking("coordinator-be", CareRole.COORDINATOR, null);
    asked.purposes = Set.of(COORDINATION);
    asked.consents = List.of(forCoordinator());
    asked.item = task("Organization/shelter-be");

    assertThat(asked.decide()).isInstanceOf(Permit.class);
  }

  private static Task task(String owner) {
    Task task = new Task();
    task.setId("t");
    task.setFor(new Reference("Patient/p"));
    task.setOwner(new Reference(owner));
    return task;
  }

  @Test
  void identityWaitsForAcceptance() {
    assertThat(labels(shelter("received", null))).isEmpty();
    assertThat(labels(shelter("accepted", null)))
        .containsExactlyInAnyOrder(IdentityLabel.IDS, IdentityLabel.DEMO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"do-not-contact", "unknown", ""})
  void contactDetailsNeedARuleThatAllowsContact(String rule) {
    Asked asked = shelter("accepted", null);
    asked.safeContact = rule.isEmpty() ? null : rule;

    assertThat(labels(asked)).containsExactly(IdentityLabel.IDS);
  }

  @Test
  void coordinatorSeesACaseOnlyForCoordinationAndWhereTheConsentNamesIt() {
    Asked named = asking("coordinator-be", CareRole.COORDINATOR, null);
    named.purposes = Set.of(COORDINATION);
    named.consents = List.of(forCoordinator());
    Asked unnamed = asking("coordinator-be", CareRole.COORDINATOR, null);
    unnamed.purposes = Set.of(COORDINATION);
    Asked otherwise = asking("coordinator-be", CareRole.COORDINATOR, "TREAT");
    otherwise.consents = named.consents;

    assertThat(named.decide()).isInstanceOf(Permit.class);
    assertThat(unnamed.decide().reason()).isEqualTo(Reason.DEFAULT_DENY);
    assertThat(otherwise.decide().reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void statisticsAndAuditNeverSeeAnItem() {
    assertThat(asking("statistics-eu", CareRole.NONE, "TREAT").decide().reason())
        .isEqualTo(Reason.NO_NEED);
  }

  @Test
  void whateverGoesWrongInsideIsADeny() {
    Asked asked = shelter("accepted", null);
    asked.tasks = null;

    assertThat(asked.decide()).isEqualTo(new Deny(Reason.ERROR, List.of()));
  }

  @Test
  void aStepOfATaskIsForTheTwoWhoHoldItAndBearsNoIdentity() {
    Asked hospital = asking("hospital-be", CareRole.REFERRER, "TREAT");
    Asked shelter = shelter("cancelled", NOW);
    shelter.consents = List.of();

    for (Asked party : List.of(hospital, shelter)) {
      assertThat(((Permit) party.decideAboutStep()).releasedLabels()).isEmpty();
    }
    assertThat(shelter.decideAboutStep().basis()).containsExactly(CaseDecision.TASK_OWNER);
  }

  @Test
  void aStepOfATaskIsForNobodyElseWhateverConsentSays() {
    Asked coordinator = asking("coordinator-be", CareRole.COORDINATOR, null);
    coordinator.purposes = Set.of(COORDINATION);
    coordinator.consents = List.of(forCoordinator());

    assertThat(coordinator.decideAboutStep().reason()).isEqualTo(Reason.NO_NEED);
    assertThat(asking("counselling-be", CareRole.SUPPORT, null).decideAboutStep().reason())
        .isEqualTo(Reason.NO_NEED);
    assertThat(asking("hospital-be", CareRole.REFERRER, "HRESCH").decideAboutStep())
        .isInstanceOf(Deny.class);
    assertThat(asking("", CareRole.SUPPORT, null).decideAboutStep().reason())
        .isEqualTo(Reason.ERROR);
  }

  @Test
  void aMessageIsForTheOtherPartyWordsIncludedWhileItNeedsToKnow() {
    Asked hospital = asking("hospital-be", CareRole.REFERRER, "TREAT");
    Asked shelter = asking("shelter-be", CareRole.SUPPORT, null);

    for (String status : List.of("requested", "received", "accepted", "on-hold")) {
      assertThat(((Permit) shelter.decideAboutMessage("hospital-be", status)).releasedLabels())
          .containsExactly(IdentityLabel.TEXT);
      assertThat(((Permit) hospital.decideAboutMessage("shelter-be", status)).releasedLabels())
          .containsExactly(IdentityLabel.TEXT);
    }
    assertThat(shelter.decideAboutMessage("hospital-be", "cancelled").reason())
        .isEqualTo(Reason.NO_NEED);
    assertThat(hospital.decideAboutMessage("shelter-be", "cancelled")).isInstanceOf(Permit.class);
    assertThat(((Permit) shelter.decideAboutMessage("shelter-be", "cancelled")).releasedLabels())
        .as("its own words")
        .containsExactlyInAnyOrder(IdentityLabel.values());
  }

  @Test
  void aMessageIsForNobodyElseWhateverConsentSays() {
    Asked coordinator = asking("coordinator-be", CareRole.COORDINATOR, null);
    coordinator.purposes = Set.of(COORDINATION);
    coordinator.consents = List.of(forCoordinator());

    assertThat(coordinator.decideAboutMessage("hospital-be", "accepted").reason())
        .isEqualTo(Reason.NO_NEED);
    assertThat(
            asking("counselling-be", CareRole.SUPPORT, null)
                .decideAboutMessage("hospital-be", "accepted")
                .reason())
        .isEqualTo(Reason.NO_NEED);
    assertThat(
            asking("hospital-be", CareRole.REFERRER, "HRESCH")
                .decideAboutMessage("shelter-be", "accepted"))
        .isInstanceOf(Deny.class);
  }

  private static Set<IdentityLabel> labels(Asked asked) {
    return ((Permit) asked.decide()).releasedLabels();
  }

  private static Asked shelter(String status, Instant ended) {
    Asked asked = asking("shelter-be", CareRole.SUPPORT, null);
    asked.tasks = List.of(new TaskFact("shelter-be", status, ended));
    return asked;
  }

  private static Asked asking(String organisation, CareRole role, String purpose) {
    Asked asked = new Asked();
    asked.organisation = organisation;
    asked.role = role;
    asked.purposes =
        Set.of(purpose == null ? Consents.SUPPORT : new Code(Vocabulary.ACT_REASON, purpose));
    return asked;
  }

  private static CompiledConsent forShelterWithIdentity() {
    ProvisionComponent permit =
        with(
            forShelter(permit()),
            p -> {
              p.addClass_(Consents.type("Observation"));
              p.addSecurityLabel(IdentityLabel.IDS.coding());
              p.addSecurityLabel(IdentityLabel.DEMO.coding());
            });
    return CompiledConsent.compile(optIn(permit));
  }

  private static CompiledConsent forCoordinator() {
    ProvisionComponent permit = permit();
    permit.addActor().setReference(new Reference("Organization/coordinator-be"));
    permit.addPurpose(new Coding(COORDINATION.system(), COORDINATION.code(), null));
    return CompiledConsent.compile(optIn(permit));
  }

  /** One question, with what each test leaves as it is. */
  private static final class Asked {
    private String organisation;
    private CareRole role;
    private Set<Code> purposes;
    private List<CompiledConsent> consents = List.of(forShelterWithIdentity());
    private List<TaskFact> tasks = List.of();
    private String safeContact = "text-neutral-only";
    private Resource item = observation();

    Decision decide() {
      return CaseDecision.decide(request("hospital-be"));
    }

    /** About a step of the hospital's Task for the shelter. */
    Decision decideAboutStep() {
      return CaseDecision.decideAboutStep(request("exchange"), "hospital-be", "shelter-be");
    }

    /** About what one of the two said while the shelter's Task had this status. */
    Decision decideAboutMessage(String writer, String status) {
      return CaseDecision.decideAboutMessage(
          request(writer), "hospital-be", new TaskFact("shelter-be", status, null));
    }

    private CaseRequest request(String custodian) {
      return new CaseRequest(
          organisation,
          role,
          DecisionRequest.access("Organization/" + organisation, purposes),
          Item.of(item),
          custodian,
          consents,
          tasks,
          safeContact,
          CaseRequest.DEFAULT_FOLLOW_UP,
          NOW);
    }
  }
}
