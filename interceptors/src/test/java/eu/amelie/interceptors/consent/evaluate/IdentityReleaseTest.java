/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.forShelter;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.type;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Consents;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which elements of identity go along with a permit. */
class IdentityReleaseTest {

  @Test
  void whatThePermitsNameIsReleasedAndNothingElse() {
    assertThat(released(permitting("IDS", "LOCIS"))).containsExactly("IDS", "LOCIS");
    assertThat(released(permitting())).isEmpty();
  }

  @Test
  void releasedLabelsAreTheUnionOverTheConsents() {
    Consent other = permitting("TEXT");
    other.setId("other");

    assertThat(released(permitting("IDS"), other)).containsExactly("IDS", "TEXT");
  }

  @Test
  void whatAnyConsentWithholdsIsNotReleased() {
    Consent withholding = optIn();
    labelled(withholding.getProvision(), "IDS");
    withholding.setId("withholding");

    assertThat(released(permitting("IDS", "LOCIS"), withholding)).containsExactly("LOCIS");
  }

  @Test
  void aDenyThatNamesMoreThanIdentityDeniesTheItem() {
    Consent denying =
        optIn(labelled(deny(), "IDS").addSecurityLabel(Consents.confidentiality("N")));
    denying.setId("denying");
    Patient patient = Asking.patient("email-safe");
    patient.getMeta().addSecurity(Consents.confidentiality("R"));

    assertThat(Asking.with(permitting("IDS"), denying).about(patient).ask().reason())
        .isEqualTo("explicit-deny");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-neutral-only", "email-safe", "via-trusted-person"})
  void contactDetailsAreReleasedWhereARuleAllowsContact(String rule) {
    assertThat(
            Asking.with(permitting("IDS", "DEMO"))
                .about(Asking.patient(rule))
                .ask()
                .releasedLabels())
        .containsExactly("IDS", "DEMO");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"do-not-contact", "unknown", "no-such-rule"})
  void contactDetailsAreWithheldWhereNoneDoes(String rule) {
    Asking.Out out = Asking.with(permitting("IDS", "DEMO")).about(Asking.patient(rule)).ask();

    assertThat(out.decision()).isEqualTo("permit");
    assertThat(out.releasedLabels()).containsExactly("IDS");
    assertThat(out.explanation()).contains("DEMO stays withheld");
  }

  @Test
  void theRuleMayComeWithThePersonAmongWhatIsRelated() {
    Patient other = Asking.patient("email-safe");
    other.setId("q");

    assertThat(observed().knowing(Asking.patient("email-safe")).ask().releasedLabels())
        .containsExactly("DEMO");
    assertThat(observed().knowing(other).ask().releasedLabels()).isEmpty();
    assertThat(observed().ask().releasedLabels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"do-not-contact", "unknown", "no-such-rule"})
  void aRuleOfTheRelativesOwnWithholdsHerContactDetailsWhateverIsSafeForThePerson(String rule) {
    assertThat(relative(rule).ask().releasedLabels()).containsExactly("IDS");
    assertThat(relative("email-safe").ask().releasedLabels()).containsExactly("IDS", "DEMO");
    assertThat(relative(null).ask().releasedLabels()).containsExactly("IDS", "DEMO");
  }

  private static Asking relative(String rule) {
    RelatedPerson relative = new RelatedPerson();
    Patient person = Asking.patient("email-safe");
    relative.setPatient(new Reference("Patient/" + person.getIdElement().getIdPart()));
    relative.setExtension(Asking.patient(rule).getExtension());
    return Asking.with(optIn(labelled(forShelter(permit()), "IDS", "DEMO")))
        .about(relative)
        .knowing(person);
  }

  @Test
  void theLabelsAreCodedInFull() {
    Parameters out =
        EvaluateConsent.answer(
            Asking.with(permitting("TEXT")).about(Asking.patient(null)).in(), Asking.NOW, null);
    Coding label = (Coding) out.getParameter("releasedLabel").getValue();

    assertThat(label.getSystem())
        .isEqualTo("https://fhir.example.org/supportive-care/CodeSystem/sc-label");
    assertThat(label.getDisplay()).isEqualTo("Free text");
  }

  private static Asking observed() {
    return Asking.with(permitting("DEMO"));
  }

  private static List<String> released(Consent... consents) {
    return Asking.with(consents).about(Asking.patient("email-safe")).ask().releasedLabels();
  }

  private static Consent permitting(String... labels) {
    return optIn(
        labelled(forShelter(permit()), labels)
            .addClass_(type("Patient"))
            .addClass_(type("Observation")));
  }

  private static ProvisionComponent labelled(ProvisionComponent provision, String... labels) {
    for (String label : labels) {
      provision.addSecurityLabel(Asking.label(label));
    }
    return provision;
  }
}
