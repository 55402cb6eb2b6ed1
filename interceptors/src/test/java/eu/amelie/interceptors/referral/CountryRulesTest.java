/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a country grants, and how another is asked to take over. */
class CountryRulesTest {
  @Test
  void theRecoveryPeriodBeginsAnewInTheOtherCountry() {
    assertThat(new CountryRules("BE", 45, "law").recoveryEnds(LocalDate.of(2026, 11, 26)))
        .isEqualTo(LocalDate.of(2027, 1, 10));
  }

  @ParameterizedTest
  @CsvSource({"BE, 29, law", "be, 45, law", "BEL, 45, law", "BE, 45, ' '"})
  void rulesThatFallShortAreNone(String country, int days, String source) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CountryRules(country, days, source));
  }

  @Test
  void thirtyDaysAreEnough() {
    assertThat(new CountryRules("GR", 30, "CETS 197, art. 13").recoveryDays()).isEqualTo(30);
  }

  @Test
  void anOfferSaysNoMoreOfTheOriginalThanWhoItIsForAndWhatItIsAbout() {
    Task original = new Task();
    original.setStatus(TaskStatus.INPROGRESS);
    original.setFor(new Reference("Patient/a").setDisplay("a name"));
    original.setFocus(new Reference("ServiceRequest/b"));
    original.setOwner(new Reference("Organization/shelter-be"));
    original.addNote().setText("a note");

    Task offer =
        Handover.offer(
            original, "Organization/coordinator-be", "Organization/coordinator-gr", "GR");

    assertThat(offer.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(offer.getFor().getReference()).isEqualTo("Patient/a");
    assertThat(offer.getFor().hasDisplay()).isFalse();
    assertThat(offer.getOwner().getReference()).isEqualTo("Organization/coordinator-gr");
    assertThat(offer.hasNote()).isFalse();
    assertThat(offer.getExtension()).hasSize(1);
  }
}
