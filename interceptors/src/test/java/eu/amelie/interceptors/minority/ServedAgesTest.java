/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where who is or may be under 18 may be sent. */
class ServedAgesTest {
  private static final Set<String> ADULTS =
      Set.of("18-24", "25-34", "35-49", "50+", "adult-presumed");
  private static final Set<String> SILENT = Set.of();

  @ParameterizedTest
  @ValueSource(strings = {"0-11", "12-14", "15-17", "minor-presumed"})
  void oneServiceThatSaysSoIsEnough(String band) {
    assertThat(ServedAges.mayReceiveMinors(List.of(Set.of(band)))).isTrue();
    assertThat(ServedAges.mayReceiveMinors(List.of(ADULTS, SILENT, Set.of(band, "18-24"))))
        .isTrue();
  }

  @Test
  void adultsServicesAreNoPlaceForAChild() {
    assertThat(ServedAges.mayReceiveMinors(List.of(ADULTS))).isFalse();
    assertThat(ServedAges.mayReceiveMinors(List.of(ADULTS, ADULTS))).isFalse();
  }

  @Test
  void aServiceThatIsClosedOrSaysNothingHasNotSaidSo() {
    assertThat(ServedAges.mayReceiveMinors(List.of(SILENT))).isFalse();
    assertThat(ServedAges.mayReceiveMinors(List.of(ADULTS, SILENT))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "not-sure", "no-such-band"})
  void aWordThatNamesNoMinorDoesNotEither(String band) {
    assertThat(ServedAges.mayReceiveMinors(List.of(Set.of(band)))).isFalse();
  }

  @Test
  void whoListsNoServiceIsNoServiceForAdults() {
    assertThat(ServedAges.mayReceiveMinors(List.of())).isTrue();
  }
}
