/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static eu.amelie.interceptors.consent.Consents.deny;
import static eu.amelie.interceptors.consent.Consents.observation;
import static eu.amelie.interceptors.consent.Consents.optIn;
import static eu.amelie.interceptors.consent.Consents.permit;
import static eu.amelie.interceptors.consent.Consents.shelter;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** What can be read in two ways permits nothing and weakens no deny. */
class UnclearConsentTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String NO_OFFSET = "2026-11-25T12:00:00";

  @Test
  void whenAPeriodEndsAtATimeWithoutOffsetThenAPermitDoesNotApply() {
    assertThat(reason(observation(), optIn(permit().setPeriod(until(NO_OFFSET)))))
        .isEqualTo(Reason.DEFAULT_DENY);
    assertThat(reason(observation(), optIn(permit().setPeriod(until(NO_OFFSET + "Z")))))
        .isEqualTo(Reason.PERMIT);
  }

  @Test
  void whenADenysPeriodEndsAtATimeWithoutOffsetThenItAppliesAtAnyTime() {
    String passed = "2026-11-20T12:00:00";

    assertThat(reason(observation(), optIn(permit(), deny().setPeriod(until(passed)))))
        .isEqualTo(Reason.EXPLICIT_DENY);
    assertThat(reason(observation(), optIn(permit(), deny().setPeriod(until(passed + "Z")))))
        .isEqualTo(Reason.PERMIT);
  }

  @Test
  void whenTheRootsPeriodHasNoOffsetThenOnlyItsDeniesCount() {
    Consent permits = optIn(permit());
    permits.getProvision().setPeriod(until(NO_OFFSET));
    Consent denies = optIn(permit(), deny());
    denies.getProvision().setPeriod(until("2026-11-20T12:00:00"));

    assertThat(reason(observation(), permits)).isEqualTo(Reason.DEFAULT_DENY);
    assertThat(reason(observation(), denies)).isEqualTo(Reason.EXPLICIT_DENY);
  }

  @Test
  void whenAnItemsTimeHasNoOffsetThenItHasNoDate() {
    Observation item = observation();
    item.setEffective(new DateTimeType("2026-05-10T12:00:00"));
    Observation placed = observation();
    placed.setEffective(new DateTimeType("2026-05-10T12:00:00+02:00"));
    ProvisionComponent may =
        permit().setDataPeriod(until("2026-05").setStartElement(new DateTimeType("2026-05")));

    assertThat(reason(item, optIn(may.copy()))).isEqualTo(Reason.DEFAULT_DENY);
    assertThat(reason(placed, optIn(may.copy()))).isEqualTo(Reason.PERMIT);
  }

  @Test
  void whenAnIdentityLabelCarriesAnExtensionThenItsPermitDoesNotApply() {
    Coding extended = IdentityLabel.IDS.coding();
    extended.addExtension("https://example.org/x", new StringType("y"));
    Patient patient = new Patient();
    patient.setId("p");

    assertThat(reason(patient, optIn(permit().addSecurityLabel(extended))))
        .isEqualTo(Reason.DEFAULT_DENY);
    assertThat(reason(patient, optIn(permit().addSecurityLabel(IdentityLabel.IDS.coding()))))
        .isEqualTo(Reason.PERMIT);
  }

  @Test
  void whenAnIdentityLabelCarriesAnExtensionThenItsDenyStillWithholds() {
    Coding extended = IdentityLabel.IDS.coding();
    extended.addExtension("https://example.org/x", new StringType("y"));
    Patient patient = new Patient();
    patient.setId("p");
    ProvisionComponent named =
        permit()
            .addSecurityLabel(IdentityLabel.IDS.coding())
            .addSecurityLabel(IdentityLabel.LOCIS.coding());

    Decision decision =
        ConsentDecision.decide(
            List.of(CompiledConsent.compile(optIn(named, deny().addSecurityLabel(extended)))),
            shelter(),
            Item.of(patient),
            NOW);

    assertThat(((Permit) decision).releasedLabels()).containsExactly(IdentityLabel.LOCIS);
  }

  @Test
  void whenOneOfTheCodesOfARoleHasNoSystemThenAPermitNamesNobodyAndADenyEverybody() {
    assertThat(reason(observation(), optIn(byRole(permit(), true)))).isEqualTo(Reason.PERMIT);
    assertThat(reason(observation(), optIn(byRole(permit(), false))))
        .isEqualTo(Reason.DEFAULT_DENY);
    ProvisionComponent another = byRole(deny(), true);
    another.getActorFirstRep().getRole().getCoding().remove(0);

    assertThat(reason(observation(), optIn(permit(), another))).isEqualTo(Reason.PERMIT);
    another.getActorFirstRep().getRole().addCoding(new Coding(null, "IRCP", null));
    assertThat(reason(observation(), optIn(permit(), another))).isEqualTo(Reason.EXPLICIT_DENY);
  }

  /** For whoever receives information, or has it in custody. */
  private static ProvisionComponent byRole(ProvisionComponent provision, boolean clear) {
    CodeableConcept role = Consents.role("IRCP");
    role.addCoding(Consents.role("CST").getCodingFirstRep());
    if (!clear) {
      role.getCoding().get(1).setSystem(null);
    }
    provision.addActor().setRole(role);
    return provision;
  }

  private static Reason reason(Resource item, Consent consent) {
    DecisionRequest receiver =
        new DecisionRequest(
            Consents.SHELTER,
            Set.of(),
            Set.of(),
            Code.of(List.of(Consents.role("IRCP"))),
            Set.of(Consents.SUPPORT),
            DecisionRequest.ACCESS);
    return ConsentDecision.decide(
            List.of(CompiledConsent.compile(consent)), receiver, Item.of(item), NOW)
        .reason();
  }

  private static Period until(String end) {
    return new Period().setEndElement(new DateTimeType(end));
  }
}
