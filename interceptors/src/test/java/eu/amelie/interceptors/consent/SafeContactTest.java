/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeContactTest {
  private static final String RULE =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-safe-contact";

  private static Patient withRules(String... codes) {
    Patient patient = new Patient();
    for (String code : codes) {
      patient.addExtension(
          RULE, new CodeableConcept(new Coding(Vocabulary.SC_CONTACT, code, null)));
    }
    return patient;
  }

  @ParameterizedTest
  @ValueSource(strings = {"via-trusted-person", "phone-time-window", "code-word-required"})
  void throughWhomWhenAndByWhichWordGoesWithTheContactDetails(String way) {
    Patient patient = withRules("text-neutral-only", way);
    SafeContact.hideWays(patient);

    assertThat(SafeContact.rules(patient)).containsExactly("text-neutral-only");
  }

  @Test
  void whatForbidsContactStays() {
    Patient patient = withRules("do-not-contact", "unknown", "post-not-safe");
    SafeContact.hideWays(patient);

    assertThat(SafeContact.rules(patient))
        .containsExactlyInAnyOrder("do-not-contact", "unknown", "post-not-safe");
  }

  @Test
  void aResourceForbidsContactByRulesOfItsOwnAlone() {
    assertThat(SafeContact.forbids(withRules("do-not-contact"))).isTrue();
    assertThat(SafeContact.forbids(withRules("email-safe", "unknown"))).isTrue();
    assertThat(SafeContact.forbids(withRules("no-such-rule"))).isTrue();
    assertThat(SafeContact.forbids(withRules("email-safe"))).isFalse();
    assertThat(SafeContact.forbids(withRules())).as("the person's rules hold").isFalse();
  }

  @Test
  void noRuleAForbiddingOneAndAnUnknownOneAllForbidContact() {
    assertThat(SafeContact.mayReach(Set.of())).isFalse();
    assertThat(SafeContact.mayReach(List.of("do-not-contact", "email-safe"))).isFalse();
    assertThat(SafeContact.mayReach(List.of("unknown", "email-safe"))).isFalse();
    assertThat(SafeContact.mayReach(List.of("no-such-rule"))).isFalse();
    assertThat(SafeContact.mayReach(List.of("email-safe"))).isTrue();
  }
}
