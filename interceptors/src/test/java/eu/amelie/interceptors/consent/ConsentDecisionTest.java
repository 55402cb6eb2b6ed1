/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.*;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Permit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One line for each rule, each beside its twin. */
class ConsentDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private record Line(
      String rule,
      Decision.Reason expected,
      Resource item,
      DecisionRequest request,
      Consent... consents) {
    @Override
    public String toString() {
      return rule;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"effective", "requests", "items", "labels", "nesting"})
  void decidesAsTheRuleSays(Line line) {
    List<CompiledConsent> compiled =
        Arrays.stream(line.consents()).map(CompiledConsent::compile).toList();

    Decision decision = ConsentDecision.decide(compiled, line.request(), Item.of(line.item()), NOW);

    assertThat(decision.reason()).isEqualTo(line.expected());
    assertThat(decision instanceof Permit).isEqualTo(line.expected() == Decision.Reason.PERMIT);
  }

  static Stream<Line> effective() {
    return Stream.of(
        permits("an active Consent counts", optIn(forShelter(permit()))),
        defaults("no Consent at all"),
        defaults("an inactive Consent does not", altered(c -> c.setStatus(ConsentState.INACTIVE))),
        defaults(
            "another patient's does not", altered(c -> c.setPatient(new Reference("Patient/q")))),
        defaults("another scope does not", altered(c -> c.setScope(new CodeableConcept()))),
        permits("the last day of the period counts", altered(c -> until(c, "2026-11-24"))),
        defaults("the day after does not", altered(c -> until(c, "2026-11-23"))),
        permits("a period to a second covers it", altered(c -> until(c, "2026-11-24T12:00:00Z"))),
        defaults("the second before is over", altered(c -> until(c, "2026-11-24T11:59:59Z"))),
        permits("a month covers all its days", altered(c -> until(c, "2026-11"))),
        defaults(
            "unverified permits nothing", altered(c -> c.addVerification().setVerified(false))),
        permits("verified permits", altered(c -> c.addVerification().setVerified(true))),
        denies(
            "an unverified deny still counts",
            unverified(optIn(forShelter(permit()), forShelter(deny())))),
        defaults(
            "an unknown modifier permits nothing",
            altered(
                c ->
                    c.addModifierExtension()
                        .setUrl("https://example.org/x")
                        .setValue(new StringType("y")))));
  }

  static Stream<Line> requests() {
    DecisionRequest treat = DecisionRequest.access(SHELTER, Set.of(new Code(ACT_REASON, "COC")));
    DecisionRequest both =
        DecisionRequest.access(SHELTER, Set.of(new Code(ACT_REASON, "COC"), SUPPORT));
    ProvisionComponent treatment = permit().addPurpose(new Coding(ACT_REASON, "TREAT", null));
    ProvisionComponent noTreatment = deny().addPurpose(new Coding(ACT_REASON, "TREAT", null));
    return Stream.of(
        new Line(
            "a listed purpose covers its descendants",
            Decision.Reason.PERMIT,
            observation(),
            treat,
            optIn(treatment)),
        new Line(
            "a permit must cover every claimed purpose",
            Decision.Reason.DEFAULT_DENY,
            observation(),
            both,
            optIn(treatment.copy())),
        new Line(
            "a deny needs one claimed purpose",
            Decision.Reason.EXPLICIT_DENY,
            observation(),
            both,
            optIn(permit(), noTreatment)),
        new Line(
            "a local purpose matches only itself",
            Decision.Reason.DEFAULT_DENY,
            observation(),
            treat,
            optIn(forShelter(permit()))),
        defaults(
            "a permit for another actor",
            optIn(
                with(
                    permit(),
                    p -> p.addActor().setReference(new Reference("Organization/other"))))),
        defaults(
            "an actor without a reference or role permits nobody",
            optIn(with(permit(), p -> p.addActor()))),
        denies(
            "but a deny with such an actor denies everybody",
            optIn(forShelter(permit()), with(deny(), p -> p.addActor()))),
        permits(
            "a version is no part of a reference",
            optIn(
                with(
                    permit(),
                    p -> p.addActor().setReference(new Reference(SHELTER + "/_history/2"))))),
        permits("the action is listed", optIn(with(permit(), p -> p.addAction(action("access"))))),
        defaults("another action is", optIn(with(permit(), p -> p.addAction(action("correct"))))),
        defaults(
            "an extension in a permit is not understood",
            optIn(
                with(
                    permit(),
                    p ->
                        p.addExtension()
                            .setUrl("https://example.org/x")
                            .setValue(new StringType("y"))))),
        denies(
            "an extension in a deny is passed over",
            optIn(
                forShelter(permit()),
                with(
                    deny(),
                    p ->
                        p.addExtension()
                            .setUrl("https://example.org/x")
                            .setValue(new StringType("y"))))));
  }

  static Stream<Line> items() {
    Observation dated = observation();
    dated.setEffective(new DateTimeType("2026-05"));
    Period may =
        new Period()
            .setStartElement(new DateTimeType("2026-05-01"))
            .setEndElement(new DateTimeType("2026-05-31"));
    Period half = new Period().setStartElement(new DateTimeType("2026-05-15"));
    return Stream.of(
        permits("its type is listed", optIn(with(permit(), p -> p.addClass_(type("Observation"))))),
        defaults("another type is", optIn(with(permit(), p -> p.addClass_(type("Condition"))))),
        new Line(
            "wholly inside the data period",
            Decision.Reason.PERMIT,
            dated,
            shelter(),
            optIn(permit().setDataPeriod(may))),
        new Line(
            "partly inside is not permitted",
            Decision.Reason.DEFAULT_DENY,
            dated,
            shelter(),
            optIn(permit().setDataPeriod(half))),
        new Line(
            "partly inside is denied",
            Decision.Reason.EXPLICIT_DENY,
            dated,
            shelter(),
            optIn(permit(), deny().setDataPeriod(half))),
        defaults("undated is not permitted by a data period", optIn(permit().setDataPeriod(may))),
        denies("undated is denied by one", optIn(permit(), deny().setDataPeriod(may))),
        permits(
            "this instance",
            optIn(
                with(
                    permit(),
                    p ->
                        p.addData()
                            .setMeaning(ConsentDataMeaning.INSTANCE)
                            .setReference(new Reference("Observation/o"))))),
        defaults(
            "another instance",
            optIn(
                with(
                    permit(),
                    p ->
                        p.addData()
                            .setMeaning(ConsentDataMeaning.INSTANCE)
                            .setReference(new Reference("Observation/x"))))),
        permits(
            "related by what it references",
            optIn(
                with(
                    permit(),
                    p ->
                        p.addData()
                            .setMeaning(ConsentDataMeaning.RELATED)
                            .setReference(new Reference("Patient/p"))))),
        defaults(
            "data without a reference permits nothing",
            optIn(with(permit(), p -> p.addData().setMeaning(ConsentDataMeaning.RELATED)))));
  }

  static Stream<Line> labels() {
    return Stream.of(
        labelled(
            "sensitive item, its label listed",
            Decision.Reason.PERMIT,
            "SDV",
            optIn(labels(sensitivity("SDV")))),
        labelled(
            "sensitive item, another label listed",
            Decision.Reason.DEFAULT_DENY,
            "SDV",
            optIn(labels(sensitivity("HIV")))),
        labelled(
            "a class alone has no say on labels",
            Decision.Reason.PERMIT,
            "SDV",
            optIn(with(permit(), p -> p.addClass_(type("Observation"))))),
        defaults(
            "an unlabelled item bears no listed sensitivity", optIn(labels(sensitivity("SDV")))),
        permits(
            "unless a class is listed too",
            optIn(with(labels(sensitivity("SDV")), p -> p.addClass_(type("Observation"))))),
        labelled(
            "an unknown system counts as sensitivity",
            Decision.Reason.DEFAULT_DENY,
            "https://example.org/own|X",
            optIn(labels(sensitivity("SDV"), confidentiality("V")))),
        defaults(
            "an item without confidentiality counts as R", optIn(labels(confidentiality("N")))),
        permits("R covers it", optIn(labels(confidentiality("R")))),
        labelled(
            "a deny by confidentiality reaches what is above",
            Decision.Reason.EXPLICIT_DENY,
            Vocabulary.CONFIDENTIALITY + "|V",
            optIn(permit(), with(deny(), d -> d.addSecurityLabel(confidentiality("R"))))),
        permits(
            "but an item without labels bears none",
            optIn(permit(), with(deny(), d -> d.addSecurityLabel(confidentiality("R"))))),
        defaults("labels of neither kind permit nothing", optIn(labels(sensitivity("MASK")))),
        defaults(
            "identity labels alone match no Observation",
            optIn(labels(IdentityLabel.IDS.coding()))),
        new Line(
            "but they match the Patient",
            Decision.Reason.PERMIT,
            patient(),
            shelter(),
            optIn(labels(IdentityLabel.IDS.coding()))));
  }

  static Stream<Line> nesting() {
    Consent refusal = consent(ConsentProvisionType.DENY);
    Consent targeted = optIn(permit().addClass_(type("Condition")));
    targeted.getProvision().addClass_(type("Observation"));
    Consent pcf = consent(ConsentProvisionType.PERMIT);
    forShelter(pcf.getProvision());
    pcf.getProvision().addProvision(with(deny(), d -> d.addClass_(type("Observation"))));
    Consent untyped = consent(null);
    untyped.getProvision().getPeriod().setStartElement(new DateTimeType("2026"));
    return Stream.of(
        denies("a root deny without permits is a refusal", refusal),
        denies(
            "a refusal beats another Consent's permit",
            refusal.copy(),
            optIn(forShelter(permit()))),
        permits(
            "an opt-in Consent does not",
            optIn(permit().addClass_(type("Condition"))),
            optIn(forShelter(permit()))),
        denies("a root deny with a scope is targeted", targeted),
        denies("a provision without a type denies", untyped),
        denies("a nested deny inherits the root's actor", pcf),
        new Line(
            "and leaves other items to the root",
            Decision.Reason.PERMIT,
            patient(),
            shelter(),
            pcf.copy()));
  }

  @Test
  void releasesOnlyTheLabelsThatAPermitNamesAndNoDenyWithholds() {
    ProvisionComponent named = labels(IdentityLabel.IDS.coding(), IdentityLabel.DEMO.coding());
    ProvisionComponent withheld =
        with(deny(), d -> d.addSecurityLabel(IdentityLabel.DEMO.coding()));

    Decision decision =
        ConsentDecision.decide(
            List.of(CompiledConsent.compile(optIn(named, withheld))),
            shelter(),
            Item.of(patient()),
            NOW);

    assertThat(((Permit) decision).releasedLabels()).containsExactly(IdentityLabel.IDS);
  }

  private static Line permits(String rule, Consent... consents) {
    return new Line(rule, Decision.Reason.PERMIT, observation(), shelter(), consents);
  }

  private static Line defaults(String rule, Consent... consents) {
    return new Line(rule, Decision.Reason.DEFAULT_DENY, observation(), shelter(), consents);
  }

  private static Line denies(String rule, Consent... consents) {
    return new Line(rule, Decision.Reason.EXPLICIT_DENY, observation(), shelter(), consents);
  }

  private static Line labelled(
      String rule, Decision.Reason expected, String label, Consent consent) {
    Observation observation = observation();
    int bar = label.indexOf('|');
    observation
        .getMeta()
        .addSecurity(
            bar < 0
                ? sensitivity(label)
                : new Coding(label.substring(0, bar), label.substring(bar + 1), null));
    return new Line(rule, expected, observation, shelter(), consent);
  }

  private static ProvisionComponent labels(Coding... labels) {
    ProvisionComponent permit = permit();
    Arrays.stream(labels).forEach(permit::addSecurityLabel);
    return permit;
  }

  private static Consent altered(java.util.function.Consumer<Consent> alteration) {
    Consent consent = optIn(forShelter(permit()));
    alteration.accept(consent);
    return consent;
  }

  private static Consent unverified(Consent consent) {
    consent.addVerification().setVerified(false);
    return consent;
  }

  private static void until(Consent consent, String end) {
    consent.getProvision().setPeriod(new Period().setEndElement(new DateTimeType(end)));
  }

  private static CodeableConcept action(String code) {
    return new CodeableConcept(new Coding(Vocabulary.CONSENT_ACTION, code, null));
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.setId("p");
    return patient;
  }
}
