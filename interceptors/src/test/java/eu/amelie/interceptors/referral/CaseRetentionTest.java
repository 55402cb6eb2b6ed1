/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How long a case is kept once it rests. */
class CaseRetentionTest {
  private static final Instant ENDED = Instant.parse("2025-01-10T12:00:00Z");
  private static final Duration NOTICE = Duration.ofDays(30);

  private final CaseRetention retention =
      new CaseRetention(Map.of("DE", Duration.ofDays(180)), Duration.ofDays(365), NOTICE);

  private static Instant after(int days) {
    return ENDED.plus(Duration.ofDays(days));
  }

  @Test
  void itIsAnnouncedThirtyDaysBeforeItIsErased() {
    assertThat(retention.announced(Optional.of("BE"), ENDED)).isEqualTo(after(335));
    assertThat(retention.erased(Optional.of("BE"), ENDED, after(335))).isEqualTo(after(365));
  }

  @Test
  void eachCountryHasAPeriodOfItsOwnAndWhoHasNoneTheCommonOne() {
    assertThat(retention.due(Optional.of("DE"), ENDED)).isEqualTo(after(180));
    assertThat(retention.due(Optional.of("GR"), ENDED)).isEqualTo(after(365));
    assertThat(retention.due(Optional.empty(), ENDED)).isEqualTo(after(365));
    assertThat(retention.shortest()).isEqualTo(Duration.ofDays(150));
  }

  @Test
  void aNoticeThatComesLatePutsOffTheErasure() {
    assertThat(retention.erased(Optional.of("BE"), ENDED, after(400))).isEqualTo(after(430));
  }

  @Property(seed = SEED)
  void nobodyIsErasedWithoutNoticeOrBeforeItsTime(@ForAll @IntRange(max = 2_000) int announced) {
    Instant erased = retention.erased(Optional.empty(), ENDED, after(announced));
    assertThat(erased).isAfterOrEqualTo(after(365)).isAfterOrEqualTo(after(announced + 30));
  }

  @Test
  void aPeriodThatLeavesNoRoomForTheNoticeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CaseRetention(Map.of("IT", NOTICE), Duration.ofDays(365), NOTICE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CaseRetention(Map.of(), Duration.ofDays(365), Duration.ofDays(-1)));
  }
}
