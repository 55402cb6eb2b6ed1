/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.server.facts.CaseItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

/** A decision that fails is no answer, whatever the engine makes of it. */
class DecisionsTest {
  private static final Decisions DECISIONS = new Decisions(null, null, null, null);
  private static final PersonFacts NOTHING_KNOWN =
      new PersonFacts(
          Map.of(),
          Set.of(),
          Set.of(),
          false,
          List.of(),
          Map.of(),
          Set.of(),
          Set.of(),
          Instant.EPOCH);

  private static CaseItem stored(String type, String custodian) {
    return new CaseItem(
        UUID.randomUUID(), type, UUID.randomUUID(), custodian, UUID.randomUUID(), 1);
  }

  private static Decision asked(CaseItem stored, Item item) {
    return DECISIONS.decide(
        "shelter-be", Role.SUPPORT, Set.of(Purpose.of("sc-support")), stored, item, NOTHING_KNOWN);
  }

  @Test
  void whatCannotBeDecidedIsAFaultAndNeitherPermittedNorDenied() {
    for (String type : List.of("Observation", "Task")) {
      assertThatThrownBy(() -> asked(stored(type, "hospital-be"), null))
          .as(type)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("hospital-be");
    }
  }

  @Test
  void whetherItMayBeCountedIsSuchAQuestionToo() {
    CaseItem stored = stored("Observation", "hospital-be");

    assertThatThrownBy(() -> DECISIONS.decideAboutCounting(" ", stored, null, NOTHING_KNOWN))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsDeniedByWantOfAnyConsentIsDenied() {
    Item item = Item.of(new Observation(), List.of());

    assertThat(asked(stored("Observation", "hospital-be"), item))
        .isInstanceOf(Decision.Deny.class)
        .extracting(Decision::reason)
        .isNotEqualTo(Decision.Reason.ERROR);
    assertThat(asked(stored("Observation", "shelter-be"), item))
        .isInstanceOf(Decision.Permit.class);
  }
}
