/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.consent.Consents;
import eu.amelie.interceptors.receipt.Receipt.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receipt tells, and what it leaves out. */
class ReceiptTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private static Consent consent() {
    Consent consent =
        Consents.optIn(
            Consents.forShelter(Consents.permit())
                .addClass_(Consents.type("Patient"))
                .addClass_(Consents.type("Observation")),
            Consents.forShelter(Consents.permit())
                .addClass_(Consents.type("Patient"))
                .addSecurityLabel(Consents.sensitivity("IDS")),
            Consents.with(
                Consents.deny(),
                deny -> deny.addActor().setReference(new Reference("Organization/hospital-gr"))));
    consent.getProvision().getPeriod().setEndElement(new DateTimeType("2031-12-31"));
    return consent;
  }

  @Test
  void itListsByRecipientWhatIsPermittedAndNothingOfWhatIsDenied() {
    Receipt receipt = Receipt.of(consent(), true, true, NOW);

    assertThat(receipt.state()).isEqualTo(State.IN_FORCE);
    assertThat(receipt.parts())
        .containsExactly(
            new Receipt.Part(
                Set.of("shelter-be"),
                Set.of(Shared.NAME, Shared.ABOUT, Shared.HEALTH),
                Optional.empty()));
    assertThat(receipt.until()).contains(LocalDate.of(2031, 12, 31));
  }

  @Test
  void withoutNamesNotEvenTheNumberOfRecipientsShows() {
    Consent two = consent();
    two.getProvision()
        .addProvision(
            Consents.with(
                Consents.permit().addClass_(Consents.type("DocumentReference")),
                permit ->
                    permit.addActor().setReference(new Reference("Organization/counselling-be"))));

    assertThat(Receipt.of(two, true, true, NOW).parts()).hasSize(2);
    assertThat(Receipt.of(two, true, false, NOW).parts())
        .containsExactly(
            new Receipt.Part(
                Set.of(),
                Set.of(Shared.NAME, Shared.ABOUT, Shared.HEALTH, Shared.DOCUMENTS),
                Optional.empty()));
  }

  @Test
  void whatEndsEarlierSaysSoAndWhatHasEndedIsNotPromised() {
    Consent consent = consent();
    var nested = consent.getProvision().getProvision();
    nested.get(0).getPeriod().setEndElement(new DateTimeType("2026-11-26"));
    assertThat(Receipt.of(consent, true, true, NOW).parts())
        .containsExactly(
            new Receipt.Part(
                Set.of("shelter-be"),
                Set.of(Shared.ABOUT, Shared.HEALTH),
                Optional.of(LocalDate.of(2026, 11, 26))),
            new Receipt.Part(
                Set.of("shelter-be"), Set.of(Shared.NAME, Shared.ABOUT), Optional.empty()));

    nested.get(0).getPeriod().setEndElement(new DateTimeType("2026-11-25"));
    assertThat(Receipt.of(consent, true, true, NOW).parts())
        .singleElement()
        .returns(Set.of(Shared.NAME, Shared.ABOUT), Receipt.Part::shared);

    nested.get(1).getPeriod().setEndElement(new DateTimeType("2026-11-25"));
    assertThat(Receipt.of(consent, true, true, NOW).state()).isEqualTo(State.NOT_IN_FORCE);
  }

  @Test
  void whatEndsWithOrAfterAllEndsWithIt() {
    Consent consent = consent();
    consent
        .getProvision()
        .getProvisionFirstRep()
        .getPeriod()
        .setEndElement(new DateTimeType("2032-01-01"));

    assertThat(Receipt.of(consent, true, true, NOW).parts())
        .singleElement()
        .returns(Optional.empty(), Receipt.Part::until);
  }

  @Test
  void whatIsNotInForcePromisesNothing() {
    Consent inactive = consent();
    inactive.setStatus(ConsentState.INACTIVE);
    Consent past = consent();
    past.getProvision().getPeriod().setEndElement(new DateTimeType("2026-11-25"));
    Consent future = consent();
    future.getProvision().getPeriod().setStartElement(new DateTimeType("2026-11-27"));

    for (Consent consent : List.of(inactive, past, future)) {
      Receipt receipt = Receipt.of(consent, true, true, NOW);
      assertThat(receipt.state()).isEqualTo(State.NOT_IN_FORCE);
      assertThat(receipt.parts()).isEmpty();
      assertThat(receipt.until()).isEmpty();
    }
    assertThat(Receipt.of(consent(), false, true, NOW).state()).isEqualTo(State.NOT_IN_FORCE);
  }

  @Test
  void aRefusalIsToldAsOne() {
    assertThat(Receipt.of(Consents.optIn(), true, true, NOW).state()).isEqualTo(State.REFUSAL);
  }

  @Test
  void whatNobodyKnowsIsSomeNotes() {
    Consent strange =
        Consents.optIn(
            Consents.forShelter(Consents.permit())
                .addSecurityLabel(Consents.sensitivity("SDV"))
                .addClass_(new org.hl7.fhir.r4.model.Coding()));

    assertThat(Receipt.of(strange, true, true, NOW).parts().get(0).shared())
        .containsExactly(Shared.SOME_NOTES);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # said safe, rules,                        named
          true,        text-neutral-only,            true
          true,        email-safe in-person-only,    true
          false,       text-neutral-only,            false
          true,        post-not-safe,                false
          true,        email-safe post-not-safe,     false
          true,        do-not-contact,               false
          true,        unknown,                      false
          true,        -,                            false
          true,        a-new-code,                   false
          """)
  void recipientsAreNamedOnlyWherePaperIsSaidToBeSafeAndNothingSpeaksAgainstIt(
      boolean said, String rules, boolean named) {
    List<String> recorded = rules == null ? List.of() : List.of(rules.split(" "));

    assertThat(Receipt.mayName(said, recorded)).isEqualTo(named);
  }
}
