/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record decides as what was sent does, or it is not kept. */
class KeptConsentTest {
  private static final String GIVEN = "urn:fictional:profile";

  private static Consent sent() {
    Consent consent = Consents.consent(ConsentProvisionType.DENY);
    ProvisionComponent permit = consent.getProvision().addProvision();
    permit.setType(ConsentProvisionType.PERMIT);
    permit.addActor().setReference(new Reference(Consents.SHELTER));
    permit.addClass_(Consents.type("Observation"));
    return consent;
  }

  private static ProvisionComponent permit(Consent consent) {
    return consent.getProvision().getProvisionFirstRep();
  }

  /** What a sender may write, and what taking identity out of it may leave. */
  static Stream<Arguments> losses() {
    Map<String, Consumer<Consent>> written =
        Map.ofEntries(
            Map.entry(
                "an actor by identifier",
                c ->
                    permit(c)
                        .addActor()
                        .setReference(
                            new Reference()
                                .setIdentifier(new Identifier().setSystem("urn:s").setValue("v")))),
            Map.entry(
                "an actor in words",
                c -> permit(c).addActor().setReference(new Reference().setDisplay("A shelter"))),
            Map.entry(
                "a code in words", c -> permit(c).addCode(new CodeableConcept().setText("x"))),
            Map.entry(
                "an action in words", c -> permit(c).addAction(new CodeableConcept().setText("x"))),
            Map.entry(
                "an extension",
                c -> permit(c).addExtension(new Extension("urn:x", new BooleanType(true)))),
            Map.entry(
                "an end that is only an extension",
                c ->
                    permit(c)
                        .getPeriod()
                        .getEndElement()
                        .addExtension(new Extension("urn:x", new BooleanType(true)))),
            Map.entry(
                "data by identifier",
                c ->
                    permit(c)
                        .addData()
                        .setMeaning(Consent.ConsentDataMeaning.INSTANCE)
                        .setReference(
                            new Reference().setIdentifier(new Identifier().setValue("v")))),
            Map.entry("rules elsewhere", c -> c.setImplicitRules("https://example.org/rules")),
            Map.entry(
                "another purpose", c -> permit(c).addPurpose().setSystem("urn:s").setCode("p")),
            Map.entry("a verification", c -> c.addVerification().setVerified(false)),
            Map.entry("another person", c -> c.setPatient(new Reference("Patient/other"))));
    return written.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void whatIsLostIsNoticed(String what, Consumer<Consent> written) {
    Consent whole = sent();
    written.accept(whole);

    assertThat(KeptConsent.saysTheSame(whole, sent())).as(what).isFalse();
    assertThat(KeptConsent.saysTheSame(whole, whole.copy())).as("kept").isTrue();
  }

  @Test
  void whatDecidesNothingMayBeLost() {
    Consent whole = sent();
    whole.addIdentifier().setValue("5");
    whole.setId("c1");
    permit(whole).getClass_().get(0).setDisplay("Observation");
    permit(whole)
        .getActorFirstRep()
        .getReference()
        .setDisplay("The shelter")
        .setIdentifier(new Identifier().setSystem("urn:s").setValue("shelter"));

    assertThat(KeptConsent.saysTheSame(whole, sent())).isTrue();
  }

  @Test
  void aDenyByALabelThatNothingBearsIsInVain() {
    for (var label : List.of(Consents.confidentiality("R"), Consents.sensitivity("ETH"))) {
      Consent consent = sent();
      consent
          .getProvision()
          .addProvision()
          .setType(ConsentProvisionType.DENY)
          .addSecurityLabel(label);
      assertThat(KeptConsent.deniesInVain(consent, GIVEN::equals)).as(label.getCode()).isTrue();
      consent.getProvision().getProvision().remove(1);
      consent.getProvision().addSecurityLabel(label);
      assertThat(KeptConsent.deniesInVain(consent, GIVEN::equals))
          .as("root " + label.getCode())
          .isTrue();
    }
  }

  @Test
  void aDenyByALabelThatItemsBearOrOfIdentityIsNot() {
    for (var label :
        List.of(
            Consents.sensitivity("SDV"),
            Consents.sensitivity("HIV"),
            Consents.sensitivity("MASK"),
            IdentityLabel.DEMO.coding())) {
      Consent consent = sent();
      consent
          .getProvision()
          .addProvision()
          .setType(ConsentProvisionType.DENY)
          .addSecurityLabel(label);
      assertThat(KeptConsent.deniesInVain(consent, GIVEN::equals)).as(label.getCode()).isFalse();
    }
    Consent permitting = sent();
    permit(permitting).addSecurityLabel(Consents.confidentiality("R"));
    assertThat(KeptConsent.deniesInVain(permitting, GIVEN::equals)).as("a permit").isFalse();
  }

  /** The exchange asks for access and nothing else, and gives items profiles of its own. */
  @Test
  void aDenyByAnotherActionOrByAProfileOfOthersIsInVain() {
    assertThat(inVain(deny -> deny.addAction(action("disclose")))).isTrue();
    assertThat(inVain(deny -> deny.addAction(action("use")).addAction(action("access")))).isFalse();
    assertThat(inVain(deny -> deny.addClass_(profile("http://hl7.org/fhir/Condition")))).isTrue();
    assertThat(inVain(deny -> deny.addClass_(profile(GIVEN + "|1.0")))).isFalse();
    assertThat(inVain(deny -> deny.addClass_(Consents.type("Condition")))).isFalse();
  }

  /** Who asks is an organisation; a relative that is denied is nobody's guardian any more. */
  @Test
  void aDenyToSomebodyWhoNeverAsksIsInVain() {
    assertThat(inVain(deny -> to(deny, "PractitionerRole/p"))).isTrue();
    assertThat(inVain(deny -> to(deny, "Device/d"))).isTrue();
    assertThat(inVain(deny -> to(to(deny, "Practitioner/p"), "Organization/shelter"))).isFalse();
    assertThat(inVain(deny -> to(deny, "RelatedPerson/r"))).isFalse();
    assertThat(inVain(deny -> to(deny, "Group/g"))).isFalse();
  }

  private static ProvisionComponent to(ProvisionComponent deny, String actor) {
    deny.addActor().setReference(new Reference(actor));
    return deny;
  }

  private static boolean inVain(Consumer<ProvisionComponent> alteration) {
    Consent consent = sent();
    alteration.accept(consent.getProvision().addProvision().setType(ConsentProvisionType.DENY));
    return KeptConsent.deniesInVain(consent, GIVEN::equals);
  }

  private static CodeableConcept action(String code) {
    return new CodeableConcept(new Coding(Vocabulary.CONSENT_ACTION, code, null));
  }

  private static Coding profile(String canonical) {
    return new Coding("urn:ietf:rfc:3986", canonical, null);
  }
}
