/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.consent;
import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Emergency access (consent.md, section 10): what a grant opens, each beside what it does not. */
class EmergencyDecisionTest {
  private static final Instant GIVEN = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant OVER = GIVEN.plus(BreakGlassGrant.LONGEST);

  private record Line(String rule, Reason expected, Consumer<Asked> change) {
    @Override
    public String toString() {
      return rule;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"asked", "granted", "inTime", "denied", "items"})
  void decidesAsTheRuleSays(Line line) {
    Asked asked = new Asked();
    line.change().accept(asked);

    assertThat(asked.decide().reason()).isEqualTo(line.expected());
  }

  static Stream<Line> asked() {
    return Stream.of(
        opens("for BTG", asked -> asked.purposes = reasons("BTG")),
        opens("for ETREAT", asked -> asked.purposes = reasons("ETREAT")),
        opens("for both", asked -> asked.purposes = reasons("BTG", "ETREAT")),
        needless("not for the service's own purpose", asked -> asked.purposes = support()),
        needless("nor for another beside it", asked -> asked.purposes = reasons("BTG", "HPAYMT")),
        opens("to look", asked -> asked.action = "access"),
        needless("not to change", asked -> asked.action = "correct"),
        needless("nor to pass on", asked -> asked.action = "disclose"),
        opens("to a coordinator", asked -> asked.role = CareRole.COORDINATOR),
        needless("not to a party without a case", asked -> asked.role = CareRole.NONE),
        defaults("a referrer is helped by none", asked -> asked.role = CareRole.REFERRER));
  }

  static Stream<Line> granted() {
    return Stream.of(
        needless("without a grant", asked -> asked.grant = null),
        needless("one about another person", asked -> asked.grant = grant("shelter-be", "q")),
        needless("one of another organisation", asked -> asked.grant = grant("other", "p")),
        needless("one's own, about another's item", asked -> asked.item = ofAnother()));
  }

  static Stream<Line> inTime() {
    return Stream.of(
        opens("from its first instant", asked -> asked.now = GIVEN),
        needless("not a nanosecond earlier", asked -> asked.now = GIVEN.minusNanos(1)),
        opens("to its last nanosecond", asked -> asked.now = OVER.minusNanos(1)),
        needless("and no longer", asked -> asked.now = OVER));
  }

  static Stream<Line> denied() {
    Period passed = new Period().setEndElement(new DateTimeType("2026-11-23"));
    Consent targeted = optIn(forShelter(permit()));
    targeted.getProvision().addClass_(type("Observation"));
    return Stream.of(
        opens("where nobody has said anything", with()),
        opens("where the root closes by default", with(optIn(forShelter(permit())))),
        denies("not where she has refused", with(consent(ConsentProvisionType.DENY))),
        denies("not where a root deny is about these items", with(targeted)),
        denies("not where an exception denies", with(optIn(permit(), deny()))),
        opens("where that deny has expired", with(optIn(permit(), deny().setPeriod(passed)))),
        denies("not where another Consent denies", with(optIn(permit()), optIn(permit(), deny()))),
        denies("not what is of a denied class", with(optIn(permit(), of("Observation")))),
        opens("what is of another class", with(optIn(permit(), of("Condition")))),
        denies("not where treatment is denied", with(optIn(permit(), purpose("TREAT")))),
        opens("where something else is", with(optIn(permit(), purpose("HPAYMT")))));
  }

  static Stream<Line> items() {
    return Stream.of(
        needless("another service's Task", asked -> asked.item = task("counselling-be")),
        opens("a service's Task to a coordinator", EmergencyDecisionTest::asCoordinatorATask),
        needless("a Consent to others", asked -> asked.item = optIn(permit())),
        opens("a Consent to oneself", asked -> asked.item = optIn(forShelter(permit()))));
  }

  @Test
  void itReleasesNoIdentityThatNoPermitForEmergenciesNames() {
    ProvisionComponent named = forShelter(permit()).addClass_(type("Observation"));
    named.addSecurityLabel(IdentityLabel.IDS.coding());
    Asked asked = new Asked();
    asked.consents = List.of(optIn(named));

    assertThat(((Permit) asked.decide()).releasedLabels()).isEmpty();
    assertThat(asked.decide().basis()).containsExactly("break-glass");

    named.addPurpose(new Coding(Consents.ACT_REASON, "BTG", null));
    assertThat(((Permit) asked.decide()).releasedLabels()).containsExactly(IdentityLabel.IDS);
    assertThat(asked.decide().basis()).containsExactly("Consent/one#provision.provision[0]");
  }

  @Test
  void noGrantIsLongerThanHalfAnHour() {
    assertThat(new BreakGlassGrant("shelter-be", "Patient/p", GIVEN, OVER).until())
        .isEqualTo(GIVEN.plus(Duration.ofMinutes(30)));
    assertThatThrownBy(
            () -> new BreakGlassGrant("shelter-be", "Patient/p", GIVEN, OVER.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Line opens(String rule, Consumer<Asked> change) {
    return new Line(rule, Reason.PERMIT, change);
  }

  private static Line needless(String rule, Consumer<Asked> change) {
    return new Line(rule, Reason.NO_NEED, change);
  }

  private static Line defaults(String rule, Consumer<Asked> change) {
    return new Line(rule, Reason.DEFAULT_DENY, change);
  }

  private static Line denies(String rule, Consumer<Asked> change) {
    return new Line(rule, Reason.EXPLICIT_DENY, change);
  }

  private static Consumer<Asked> with(Consent... consents) {
    return asked -> asked.consents = List.of(consents);
  }

  private static ProvisionComponent of(String type) {
    return deny().addClass_(type(type));
  }

  private static ProvisionComponent purpose(String code) {
    return deny().addPurpose(new Coding(Consents.ACT_REASON, code, null));
  }

  private static Set<Code> support() {
    return Set.of(Consents.SUPPORT);
  }

  private static Set<Code> reasons(String... codes) {
    return Stream.of(codes)
        .map(code -> new Code(Consents.ACT_REASON, code))
        .collect(Collectors.toSet());
  }

  private static BreakGlassGrant grant(String organisation, String person) {
    return new BreakGlassGrant(organisation, "Patient/" + person, GIVEN, OVER);
  }

  private static void asCoordinatorATask(Asked asked) {
    asked.role = CareRole.COORDINATOR;
    asked.item = task("counselling-be");
  }

  private static Resource ofAnother() {
    return observation().setSubject(new Reference("Patient/q"));
  }

  private static Resource task(String owner) {
    Task task = new Task();
    task.setId("t");
    task.setFor(new Reference("Patient/p"));
    task.setOwner(new Reference("Organization/" + owner));
    return task;
  }

  /** The shelter's, in an emergency that was granted to it, without any Task. */
  private static final class Asked {
    private CareRole role = CareRole.SUPPORT;
    private Set<Code> purposes = reasons("BTG");
    private String action = "access";
    private Resource item = observation();
    private List<Consent> consents = List.of(optIn(forShelter(permit())));
    private BreakGlassGrant grant = grant("shelter-be", "p");
    private Instant now = GIVEN;

    Decision decide() {
      DecisionRequest request =
          new DecisionRequest(
              Consents.SHELTER,
              Set.of(),
              Set.of(),
              Set.of(),
              purposes,
              new Code(Vocabulary.CONSENT_ACTION, action));
      return CaseDecision.decide(
          new CaseRequest(
              "shelter-be",
              role,
              request,
              Item.of(item),
              "hospital-be",
              consents.stream().map(CompiledConsent::compile).toList(),
              List.of(),
              Set.of(),
              CaseRequest.DEFAULT_FOLLOW_UP,
              Optional.ofNullable(grant),
              now));
    }
  }
}
