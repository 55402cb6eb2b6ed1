/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Capture;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.ConsentDecision;
import eu.amelie.interceptors.consent.Consents;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Item;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can consent for whom. */
class CaptureRulesTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String AUNT = "RelatedPerson/fictional-aunt";
  private static final String UNCLE = "RelatedPerson/fictional-uncle";
  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

  private static Set<String> words(String line) {
    return line == null ? Set.of() : Set.of(line.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # standing, methods,                     guardians,  denied,      holds
          MINOR,      guardian,                    -,          -,           true
          MINOR,      best-interest,               -,          -,           true
          MINOR,      assent-minor guardian,       -,          -,           true
          MINOR,      assent-minor best-interest,  -,          -,           true
          MINOR,      assent-minor,                -,          -,           false
          MINOR,      written,                     -,          -,           false
          MINOR,      verbal-interpreted,          -,          -,           false
          MINOR,      -,                           -,          -,           false
          ADULT,      written,                     -,          -,           true
          ADULT,      electronic,                  -,          -,           true
          ADULT,      guardian,                    -,          -,           false
          ADULT,      best-interest,               -,          -,           false
          ADULT,      assent-minor,                -,          -,           false
          ADULT,      written guardian,            -,          -,           false
          UNSTATED,   written,                     -,          -,           true
          UNSTATED,   guardian,                    -,          -,           true
          MINOR,      guardian,                    aunt,       -,           true
          MINOR,      guardian,                    aunt,       uncle,       true
          MINOR,      guardian,                    aunt,       aunt,        false
          MINOR,      guardian,                    aunt uncle, uncle,       true
          MINOR,      guardian,                    aunt uncle, aunt uncle,  false
          MINOR,      guardian,                    -,          aunt,        false
          MINOR,      guardian best-interest,      aunt,       aunt,        true
          MINOR,      best-interest,               -,          aunt,        true
          UNSTATED,   guardian,                    aunt,       aunt,        false
          """)
  void aMinorNeedsAGuardianWhoIsNotDeniedOrTheBestInterestAndAnAdultNeither(
      Standing standing, String methods, String guardians, String denied, boolean holds) {
    Capture capture = new Capture(words(methods), words(guardians));

    assertThat(CaptureRules.refusal(standing, capture, words(denied)).isEmpty()).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # standing, recorded,        enough
          MINOR,      written,         false
          MINOR,      guardian,        false
          MINOR,      best-interest,   true
          UNSTATED,   guardian,        false
          UNSTATED,   best-interest,   true
          ADULT,      guardian,        false
          ADULT,      best-interest,   false
          """)
  void aGuardianWithdrawsForAMinorOnARecordOfTheBestInterestOnly(
      Standing standing, String recorded, boolean enough) {
    List<Capture> captures = List.of(new Capture(Set.of(recorded), Set.of()));

    assertThat(CaptureRules.refusalOfGuardianWithdrawal(standing, captures).isEmpty())
        .isEqualTo(enough);
  }

  private static Consent permitting(String id, String method, String guardian) {
    Consent consent =
        Consents.optIn(
            Consents.forShelter(Consents.permit()).addClass_(Consents.type("Observation")));
    consent.setId(id);
    consent
        .addExtension()
        .setUrl(ROOT + "StructureDefinition/sc-consent-capture")
        .addExtension()
        .setUrl("method")
        .setValue(
            new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-capture-method", method, null)));
    if (guardian != null) {
      consent.addPerformer(new Reference(guardian));
    }
    return consent;
  }

  private static Consent denying(String person) {
    Consent consent = permitting("denying", "best-interest", null);
    consent
        .getProvision()
        .getProvisionFirstRep()
        .getActorFirstRep()
        .setReference(new Reference("Organization/counselling-be"));
    consent
        .getProvision()
        .addProvision(
            Consents.with(
                Consents.deny(),
                deny ->
                    deny.addActor()
                        .setReference(new Reference(person))
                        .setRole(Consents.role("IRCP"))));
    return consent;
  }

  private static Decision decide(Standing standing, Consent... consents) {
    List<CompiledConsent> compiled = Arrays.stream(consents).map(CompiledConsent::compile).toList();
    return ConsentDecision.decide(
        CaptureRules.counting(compiled, standing, CaptureRules.nobodies(compiled)),
        Consents.shelter(),
        Item.of(Consents.observation(), List.of()),
        NOW);
  }

  @Test
  void whatAGuardianPermittedEndsWithMajorityAndWhatSheSaidHerselfStays() {
    for (String method : new String[] {"guardian", "best-interest", "assent-minor"}) {
      Consent consent = permitting("one", method, null);
      assertThat(decide(Standing.MINOR, consent)).isInstanceOf(Decision.Permit.class);
      assertThat(decide(Standing.ADULT, consent)).isInstanceOf(Decision.Deny.class);
    }
    Consent own = permitting("one", "written", null);
    assertThat(decide(Standing.ADULT, own)).isInstanceOf(Decision.Permit.class);
  }

  @Test
  void aDenyGivenForAMinorStillCountsForTheAdult() {
    Consent guardians = permitting("one", "guardian", null);
    guardians.getProvision().addProvision(Consents.forShelter(Consents.deny()));
    Consent own = permitting("two", "written", null);

    assertThat(decide(Standing.ADULT, guardians, own).reason())
        .isEqualTo(Decision.Reason.EXPLICIT_DENY);
  }

  @Test
  void aGuardianWhomAnyConsentDeniesPermitsNothing() {
    Consent aunts = permitting("one", "guardian", AUNT);
    assertThat(decide(Standing.MINOR, aunts)).isInstanceOf(Decision.Permit.class);
    assertThat(decide(Standing.MINOR, aunts, denying(UNCLE))).isInstanceOf(Decision.Permit.class);

    assertThat(decide(Standing.MINOR, aunts, denying(AUNT))).isInstanceOf(Decision.Deny.class);
    assertThat(decide(Standing.MINOR, permitting("one", "guardian", null), denying(AUNT)))
        .as("one who is not named could be her")
        .isInstanceOf(Decision.Deny.class);
    Consent withdrawn = denying(AUNT);
    withdrawn.setStatus(ConsentState.INACTIVE);
    assertThat(decide(Standing.MINOR, aunts, withdrawn))
        .as("no withdrawal makes somebody of her")
        .isInstanceOf(Decision.Deny.class);
    Consent mistaken = denying(AUNT);
    mistaken.setStatus(ConsentState.ENTEREDINERROR);
    assertThat(decide(Standing.MINOR, aunts, mistaken)).isInstanceOf(Decision.Permit.class);
  }

  @Test
  void whomAnotherCustodiansConsentDeniesPermitsNothingEither() {
    List<CompiledConsent> own =
        List.of(CompiledConsent.compile(permitting("one", "guardian", AUNT)));
    Set<String> elsewhere = CaptureRules.nobodies(List.of(CompiledConsent.compile(denying(AUNT))));

    for (Set<String> denied : List.of(Set.<String>of(), Set.of(UNCLE), elsewhere)) {
      Decision decision =
          ConsentDecision.decide(
              CaptureRules.counting(own, Standing.MINOR, denied),
              Consents.shelter(),
              Item.of(Consents.observation(), List.of()),
              NOW);
      assertThat(decision)
          .isInstanceOf(denied == elsewhere ? Decision.Deny.class : Decision.Permit.class);
    }
  }

  @Test
  void aRefusalDoesNotTellWhetherSomebodyIsDenied() {
    String without =
        CaptureRules.refusal(Standing.MINOR, new Capture(Set.of("written"), Set.of()), Set.of())
            .orElseThrow();
    Capture aunts = new Capture(Set.of("guardian"), Set.of(AUNT));

    assertThat(CaptureRules.refusal(Standing.MINOR, aunts, Set.of(AUNT))).contains(without);
    assertThat(CaptureRules.refusal(Standing.UNSTATED, aunts, Set.of(AUNT))).contains(without);
    assertThat(CaptureRules.refusal(Standing.MINOR, aunts, Set.of(UNCLE))).isEmpty();
  }

  @Test
  void theNameOfAGuardianIsReadWithoutItsVersion() {
    Consent aunts = permitting("one", "guardian", AUNT + "/_history/3");

    assertThat(Capture.of(aunts).guardians()).containsExactly(AUNT);
    assertThat(decide(Standing.MINOR, aunts, denying(AUNT))).isInstanceOf(Decision.Deny.class);
  }
}
