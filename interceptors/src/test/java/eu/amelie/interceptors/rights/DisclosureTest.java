/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.receipt.Shared;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told of who saw what. */
class DisclosureTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final UUID PATIENT = UUID.fromString("5c000000-0000-4000-8000-000000000001");
  private static final UUID SIGN = UUID.fromString("5c000000-0000-4000-8000-000000000002");
  private static final UUID OTHERS = UUID.fromString("5c000000-0000-4000-8000-000000000003");
  private static final Set<UUID> OWN = Set.of(PATIENT, SIGN);

  private static SeenItem seen(String type, UUID id, String... labels) {
    return new SeenItem(type, id, Set.of(labels));
  }

  private static Access access(LocalDate day, String who, String why, SeenItem... seen) {
    return new Access(day, who, Set.of(why), List.of(seen));
  }

  private static List<Disclosure> told(Collection<Access> accesses, String... organisations) {
    return Disclosure.of(accesses, OWN, Set.of(organisations)::contains);
  }

  @Test
  void whatOneSawOnADayForAPurposeIsOneLine() {
    List<Disclosure> told =
        told(
            List.of(
                access(DAY, "shelter-be", "sc-support", seen("Patient", PATIENT)),
                access(
                    DAY,
                    "shelter-be",
                    "sc-support",
                    seen("Patient", PATIENT, "IDS"),
                    seen("Observation", SIGN)),
                access(DAY.plusDays(1), "shelter-be", "BTG", seen("Patient", PATIENT))),
            "shelter-be");

    assertThat(told)
        .containsExactly(
            new Disclosure(
                DAY.plusDays(1), "shelter-be", Why.EMERGENCY, List.of(seen("Patient", PATIENT))),
            new Disclosure(
                DAY,
                "shelter-be",
                Why.SUPPORT,
                List.of(seen("Patient", PATIENT, "IDS"), seen("Observation", SIGN))));
    assertThat(told.get(1).what()).containsExactly(Shared.NAME, Shared.ABOUT, Shared.HEALTH);
  }

  @Test
  void whoIsNotToBeToldOfLeavesNoTrace() {
    List<Access> without =
        List.of(access(DAY, "shelter-be", "sc-support", seen("Patient", PATIENT)));
    List<Access> with =
        Stream.concat(
                without.stream(),
                Stream.of(access(DAY, "counselling-be", "BTG", seen("Patient", PATIENT))))
            .toList();

    assertThat(told(with, "shelter-be")).isEqualTo(told(without, "shelter-be")).isNotEmpty();
    assertThat(told(with, "shelter-be", "counselling-be")).hasSize(2);
  }

  @Test
  void whatOthersKeepIsNotSpokenOf() {
    SeenItem others = seen("Observation", OTHERS, "TEXT");

    assertThat(told(List.of(access(DAY, "shelter-be", "TREAT", others)), "shelter-be")).isEmpty();
    assertThat(
            told(
                    List.of(access(DAY, "shelter-be", "TREAT", others, seen("Patient", PATIENT))),
                    "shelter-be")
                .get(0)
                .items())
        .containsExactly(seen("Patient", PATIENT));
  }

  @ParameterizedTest
  @CsvSource({
    "TREAT, CARE",
    "sc-support, SUPPORT",
    "sc-coordination, COORDINATION",
    "BTG, EMERGENCY",
    "HCOMPL, REVIEW",
    "PATRQT, REQUEST",
    "no-such-code, OTHER"
  })
  void aPurposeIsToldAsAPersonSpeaksOfIt(String code, Why why) {
    assertThat(Why.of(Set.of(code))).isEqualTo(why);
  }

  @Test
  void ofSeveralPurposesAnEmergencyIsTold() {
    assertThat(Why.of(Set.of("TREAT", "ETREAT"))).isEqualTo(Why.EMERGENCY);
    assertThat(Why.of(Set.of())).isEqualTo(Why.OTHER);
  }

  @Test
  void aLineOfTheRecordIsReadWithItsLabels() {
    assertThat(SeenItem.of("Patient/" + PATIENT + "[IDS,DEMO][Consent/x permit]"))
        .contains(seen("Patient", PATIENT, "IDS", "DEMO"));
    assertThat(SeenItem.of("Observation/" + SIGN + "[][custodian]"))
        .contains(seen("Observation", SIGN));
    assertThat(SeenItem.of("Task/" + SIGN + "/3")).contains(seen("Task", SIGN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erased Patient/5c000000-0000-4000-8000-000000000001 person-request",
        "opened Patient/5c000000-0000-4000-8000-000000000001 immediate-danger-to-life",
        "AuditEvent 12",
        "Patient/5c000000",
        ""
      })
  void aDeedIsNotSomethingSeen(String line) {
    assertThat(SeenItem.of(line)).isEqualTo(Optional.empty());
  }
}
