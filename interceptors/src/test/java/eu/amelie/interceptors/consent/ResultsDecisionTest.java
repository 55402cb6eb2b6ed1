/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether who asked is shown what has come of it. */
class ResultsDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private String organisation = "hospital-be";
  private CareRole role = CareRole.REFERRER;
  private String purpose = "TREAT";
  private String safeContact = "text-neutral-only";
  private List<TaskFact> tasks = List.of();

  private static ProvisionComponent forHospital(String... labels) {
    ProvisionComponent permit = permit();
    permit.setActor(null);
    permit.addActor().setReference(new Reference("Organization/hospital-be"));
    permit.setPurpose(List.of(new Coding(Vocabulary.ACT_REASON, "TREAT", null)));
    permit.setClass_(List.of(Consents.type("Task")));
    for (String label : labels) {
      permit.addSecurityLabel(
          new Coding(
              label.equals("TEXT")
                  ? "https://fhir.example.org/supportive-care/CodeSystem/sc-label"
                  : "http://terminology.hl7.org/CodeSystem/v3-ActCode",
              label,
              null));
    }
    return permit;
  }

  private Decision decide(Consent... consents) {
    Task task = new Task();
    task.setId("Task/1");
    task.setFor(new Reference("Patient/p"));
    task.setOwner(new Reference("Organization/shelter-be"));
    return CaseDecision.decideAboutResults(
        new CaseRequest(
            organisation,
            role,
            DecisionRequest.access(
                "Organization/" + organisation, Set.of(new Code(Vocabulary.ACT_REASON, purpose))),
            Item.of(task),
            "shelter-be",
            Arrays.stream(consents).map(CompiledConsent::compile).toList(),
            tasks,
            safeContact,
            CaseRequest.DEFAULT_FOLLOW_UP,
            NOW));
  }

  @Test
  void aPermitByNameOpensThemWithTheLabelsThatItNames() {
    assertThat(decide(optIn(forHospital()))).isInstanceOf(Permit.class);
    assertThat(((Permit) decide(optIn(forHospital()))).releasedLabels()).isEmpty();
    assertThat(((Permit) decide(optIn(forHospital("TEXT")))).releasedLabels())
        .containsExactly(IdentityLabel.TEXT);
  }

  @Test
  void withoutAConsentTheyStayWithTheOwner() {
    assertThat(decide().reason()).isEqualTo(Reason.DEFAULT_DENY);
  }

  @Test
  void aDenyBesideThePermitKeepsThem() {
    ProvisionComponent deny = forHospital().setType(ConsentProvisionType.DENY);
    assertThat(decide(optIn(forHospital(), deny)).reason()).isEqualTo(Reason.EXPLICIT_DENY);
  }

  @Test
  void aPermitForAnotherTypeOpensNothing() {
    ProvisionComponent other = forHospital().setClass_(List.of(Consents.type("Appointment")));
    assertThat(decide(optIn(other))).isInstanceOf(Deny.class);
  }

  @Test
  void aPermitThatNamesNobodyIsNoneForWhoAsked() {
    ProvisionComponent anybody = forHospital();
    anybody.setActor(null);
    assertThat(decide(optIn(anybody))).isInstanceOf(Deny.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HRESCH", "CLINTRCH", "HPAYMT"})
  void anotherPurposeOpensNothing(String other) {
    purpose = other;
    assertThat(decide(optIn(forHospital()))).isInstanceOf(Deny.class);
  }

  @Test
  void whoHasNoPartInCareIsShownNothing() {
    role = CareRole.NONE;
    assertThat(decide(optIn(forHospital())).reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void contactDetailsStayWhereNobodySaysThatSheMayBeReached() {
    assertThat(((Permit) decide(optIn(forHospital("DEMO")))).releasedLabels())
        .containsExactly(IdentityLabel.DEMO);
    safeContact = "do-not-contact";
    assertThat(((Permit) decide(optIn(forHospital("DEMO")))).releasedLabels()).isEmpty();
  }

  @Test
  void whatDoesNotFitTogetherIsAnError() {
    organisation = "";
    assertThat(decide(optIn(forHospital())).reason()).isEqualTo(Reason.ERROR);
  }

  @Test
  void aServiceThatAskedIsShownThemForAsLongAsItNeedsToKnow() {
    organisation = "hospital-be";
    role = CareRole.SUPPORT;
    assertThat(decide(optIn(forHospital())).reason()).isEqualTo(Reason.NO_NEED);

    tasks = List.of(new TaskFact("hospital-be", "in-progress", null));
    assertThat(decide(optIn(forHospital()))).isInstanceOf(Permit.class);

    tasks = List.of(new TaskFact("hospital-be", "cancelled", null));
    assertThat(decide(optIn(forHospital())).reason()).isEqualTo(Reason.NO_NEED);
  }

  @Test
  void aCoordinatorThatAskedComesToCoordinate() {
    role = CareRole.COORDINATOR;
    assertThat(decide(optIn(forHospital())).reason()).isEqualTo(Reason.NO_NEED);
  }
}
