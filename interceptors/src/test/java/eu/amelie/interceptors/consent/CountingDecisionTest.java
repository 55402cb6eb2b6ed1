/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** Whether an item may be counted: by a Consent that says so, and by nothing else. */
class CountingDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String OFFICE = "statistics-eu";
  private static final Code STATISTICS = new Code(Vocabulary.SC_PURPOSE, "sc-statistics");
  private static final Code SUPPORT = new Code(Vocabulary.SC_PURPOSE, "sc-support");

  @Test
  void aPermitThatNamesTheOfficeForStatisticsLetsAnItemBeCounted() {
    Decision decision = decide(Set.of(STATISTICS), optIn(named(permit(), OFFICE, STATISTICS)));

    assertThat(decision).isInstanceOf(Permit.class);
  }

  @Test
  void withoutAConsentNothingIsCountedNotEvenForItsCustodian() {
    assertThat(decide(Set.of(STATISTICS))).isInstanceOf(Deny.class);
    assertThat(decide(Set.of(STATISTICS), OFFICE)).isInstanceOf(Deny.class);
  }

  @Test
  void aPermitForSupportIsNoneForStatistics() {
    assertThat(decide(Set.of(STATISTICS), optIn(named(permit(), OFFICE, SUPPORT))))
        .isInstanceOf(Deny.class);
  }

  @Test
  void aPermitThatNamesAnotherOrNobodyIsNone() {
    ProvisionComponent nobody = permit();
    nobody.addPurpose(new Coding(STATISTICS.system(), STATISTICS.code(), null));

    assertThat(decide(Set.of(STATISTICS), optIn(named(permit(), "shelter-be", STATISTICS))))
        .isInstanceOf(Deny.class);
    assertThat(decide(Set.of(STATISTICS), optIn(nobody))).isInstanceOf(Deny.class);
  }

  @Test
  void aDenyOfStatisticsStandsAboveAnyPermit() {
    Consent both = optIn(named(permit(), OFFICE, STATISTICS), named(deny(), OFFICE, STATISTICS));

    assertThat(decide(Set.of(STATISTICS), both).reason()).isEqualTo(Reason.EXPLICIT_DENY);
  }

  @Test
  void aWithdrawnConsentCountsNobody() {
    Consent withdrawn = optIn(named(permit(), OFFICE, STATISTICS));
    withdrawn.setStatus(ConsentState.INACTIVE);

    assertThat(decide(Set.of(STATISTICS), withdrawn)).isInstanceOf(Deny.class);
  }

  @Test
  void nothingIsCountedForAnotherPurposeOrForMoreThanOne() {
    Consent consent = optIn(named(permit(), OFFICE, STATISTICS));

    assertThat(decide(Set.of(SUPPORT), consent).reason()).isEqualTo(Reason.ERROR);
    assertThat(decide(Set.of(STATISTICS, SUPPORT), consent).reason()).isEqualTo(Reason.ERROR);
  }

  @Test
  void noIdentityIsReleasedForCountingWhateverIsPermitted() {
    ProvisionComponent whole = named(permit(), OFFICE, STATISTICS);
    whole.addClass_(Consents.type("Observation"));
    whole.addSecurityLabel(IdentityLabel.IDS.coding());

    assertThat(((Permit) decide(Set.of(STATISTICS), optIn(whole))).releasedLabels()).isEmpty();
  }

  private static ProvisionComponent named(ProvisionComponent provision, String who, Code purpose) {
    provision
        .addActor()
        .setReference(new Reference("Organization/" + who))
        .setRole(Consents.role("IRCP"));
    provision.addPurpose(new Coding(purpose.system(), purpose.code(), null));
    return provision;
  }

  private static Decision decide(Set<Code> purposes, Consent... consents) {
    return decide(purposes, "hospital-be", consents);
  }

  private static Decision decide(Set<Code> purposes, String custodian, Consent... consents) {
    return CaseDecision.decideAboutCounting(
        new CaseRequest(
            OFFICE,
            CareRole.NONE,
            DecisionRequest.access("Organization/" + OFFICE, purposes),
            Item.of(observation()),
            custodian,
            List.of(consents).stream().map(CompiledConsent::compile).toList(),
            List.of(),
            null,
            CaseRequest.DEFAULT_FOLLOW_UP,
            NOW));
  }
}
