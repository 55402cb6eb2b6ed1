/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.consent;
import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.type;
import static eu.amelie.interceptors.consent.Consents.with;
import static eu.amelie.interceptors.consent.evaluate.Asking.altered;
import static eu.amelie.interceptors.consent.evaluate.Asking.identifier;
import static eu.amelie.interceptors.consent.evaluate.Twins.DEFAULT;
import static eu.amelie.interceptors.consent.evaluate.Twins.EXPLICIT;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Consents;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule as a question that is permitted and its twin that is not. */
class EvaluateConsentTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"effective", "requests", "combined", "circumstances"})
  void permitsTheOneAndDeniesTheOther(Twins twins) {
    twins.assertThemApart();
  }

  static Stream<Twins> effective() {
    return Stream.of(
        consents("status", c -> {}, c -> c.setStatus(ConsentState.PROPOSED)),
        consents("patient", c -> {}, c -> c.setPatient(new Reference("Patient/q"))),
        consents("scope", c -> {}, c -> c.setScope(new CodeableConcept().setText("privacy"))),
        consents("provision", c -> {}, c -> c.setProvision(null)),
        consents("period", c -> until(c, "2026-11-24"), c -> until(c, "2026-11-23")),
        consents(
            "verification",
            c -> c.addVerification().setVerified(true),
            c -> c.addVerification().setVerified(false)),
        consents(
            "modifier",
            c -> c.addExtension("https://example.org/x", new StringType("y")),
            c -> c.addModifierExtension().setUrl("https://example.org/x")));
  }

  static Stream<Twins> requests() {
    Consent byIdentifier =
        optIn(with(permit(), p -> actor(p).setIdentifier(identifier("urn:oid:1.2.3", "42"))));
    Consent byGroup = optIn(with(permit(), p -> actor(p).setReference("Group/shelters")));
    Consent byRole = optIn(with(permit(), p -> p.addActor().setRole(Consents.role("IRCP"))));
    Consent treatment = optIn(permit().addPurpose(Asking.reason("TREAT")));
    Consent access = optIn(permit().addAction(action("access")));
    return Stream.of(
        new Twins(
            "actor by reference",
            Asking.with(optIn(forShelter(permit()))),
            DEFAULT,
            Asking.with(optIn(forShelter(permit()))).as("Organization/other")),
        new Twins(
            "actor by identifier",
            Asking.with(byIdentifier).as("urn:oid:1.2.3", "42"),
            DEFAULT,
            Asking.with(byIdentifier).as("urn:oid:1.2.3", "43")),
        new Twins(
            "actor by group",
            Asking.with(byGroup).inGroup("Group/shelters"),
            DEFAULT,
            Asking.with(byGroup).inGroup("Group/clinics")),
        new Twins(
            "actor by role",
            Asking.with(byRole).inRole("IRCP"),
            DEFAULT,
            Asking.with(byRole).inRole("CST")),
        new Twins(
            "role beside another's reference",
            Asking.with(byRole).inRole("IRCP"),
            DEFAULT,
            Asking.with(optIn(forShelter(permit()))).inRole("IRCP").as("Organization/other")),
        new Twins(
            "purpose below a listed one",
            Asking.with(treatment).forPurpose("COC"),
            DEFAULT,
            Asking.with(treatment).forPurpose("HPAYMT")),
        new Twins(
            "every claimed purpose",
            Asking.with(treatment).forPurpose("TREAT").andForPurpose("ETREAT"),
            DEFAULT,
            Asking.with(treatment).forPurpose("TREAT").andForPurpose("HMARKT")),
        new Twins(
            "local purposes match themselves",
            Asking.with(optIn(forShelter(permit()))),
            DEFAULT,
            Asking.with(optIn(forShelter(permit()))).forPurpose("TREAT")),
        new Twins(
            "action, access where none is given",
            Asking.with(access),
            DEFAULT,
            Asking.with(access).to("disclose")));
  }

  static Stream<Twins> combined() {
    Consent open = consent(ConsentProvisionType.PERMIT);
    forShelter(open.getProvision()).addProvision(deny().addClass_(type("Condition")));
    Consent emergency = optIn(permit().addPurpose(Asking.reason("BTG")));
    emergency.getProvision().addPurpose(Asking.reason("HRESCH"));
    Consent refusal = consent(ConsentProvisionType.DENY);
    refusal.setId("refusal");
    Consent closed = optIn(permit().addClass_(type("Condition")));
    return Stream.of(
        new Twins(
            "a nested deny beats the root's permit",
            Asking.with(open),
            EXPLICIT,
            Asking.with(open).about(condition())),
        new Twins(
            "an exception reaches beyond the root",
            Asking.with(emergency).forPurpose("BTG"),
            EXPLICIT,
            Asking.with(emergency).forPurpose("HRESCH")),
        new Twins(
            "a Consent without opinion leaves it to others",
            Asking.with(closed, optIn(forShelter(permit()))),
            EXPLICIT,
            Asking.with(refusal, optIn(forShelter(permit())))),
        new Twins(
            "closed but for its exceptions",
            Asking.with(closed).about(condition()),
            DEFAULT,
            Asking.with(closed)));
  }

  static Stream<Twins> circumstances() {
    Consent ending = altered(optIn(forShelter(permit())), c -> until(c, "2026-11-24T12:00:00Z"));
    Asking shelters = Asking.with(optIn(forShelter(permit())));
    return Stream.of(
        new Twins("Task", shelters, "no-need", Asking.with(granted()).withLiveTask(false)),
        new Twins("Task said", Asking.with(granted()).withLiveTask(true), DEFAULT, Asking.with()),
        new Twins(
            "instant",
            Asking.with(ending).at("2026-11-24T12:00:00Z"),
            DEFAULT,
            Asking.with(ending).at("2026-11-24T12:00:01Z")),
        new Twins("no instant is now", Asking.with(ending), DEFAULT, Asking.with(expired())));
  }

  private static Consent granted() {
    return optIn(forShelter(permit()));
  }

  private static Consent expired() {
    return altered(granted(), c -> until(c, "2026-11-24T11:59:59Z"));
  }

  @Test
  void whatGoesWrongInsideIsADenyThatSaysNoMore() {
    Parameters in = Asking.with(granted()).in();
    in.addParameter()
        .setName("consent")
        .setResource(
            new Consent() {
              @Override
              public ConsentState getStatus() {
                throw new IllegalStateException("Nobody reads this");
              }
            });

    Asking.Out out = new Asking.Out(EvaluateConsent.answer(in, Asking.NOW, null));

    assertThat(out.decision()).isEqualTo("deny");
    assertThat(out.reason()).isEqualTo("error");
    assertThat(out.basis()).isEmpty();
    assertThat(out.explanation())
        .isEqualTo("Denied: the question could not be answered with certainty.");
  }

  private static Twins consents(
      String rule, Consumer<Consent> permitting, Consumer<Consent> denying) {
    return new Twins(
        rule,
        Asking.with(altered(optIn(forShelter(permit())), permitting)),
        DEFAULT,
        Asking.with(altered(optIn(forShelter(permit())), denying)));
  }

  private static Reference actor(ProvisionComponent provision) {
    return provision.addActor().getReference();
  }

  private static void until(Consent consent, String end) {
    consent.getProvision().setPeriod(new Period().setEndElement(new DateTimeType(end)));
  }

  private static CodeableConcept action(String code) {
    return new CodeableConcept(
        new Coding("http://terminology.hl7.org/CodeSystem/consentaction", code, null));
  }

  private static Condition condition() {
    Condition condition = new Condition();
    condition.setId("c");
    condition.setSubject(new Reference("Patient/p"));
    return condition;
  }
}
