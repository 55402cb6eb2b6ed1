/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.throttle.Throttle.Unknown;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Budgets by a clock that stands until it is moved. */
class ThrottleTest {
  private static final Rate THREE = new Rate(1, Duration.ofSeconds(1), 3);

  private final AtomicLong nanos = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Throttle throttle =
      new Throttle(new ThrottleSettings(THREE, Map.of(), null, THREE), meters, clock());

  private TimeMeter clock() {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.get();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Caller client(String id) {
    Set<Purpose> purposes = Set.of(Purpose.of("sc-support"));
    return new Caller(id, id, Role.SUPPORT, "BE", purposes, Set.of(), false);
  }

  private static void exhaust(Throttle throttle, Caller caller, int burst) {
    for (int i = 0; i < burst; i++) {
      assertThat(throttle.of(caller)).isInstanceOf(Turn.Now.class);
    }
  }

  @Test
  void whenABudgetIsEmptyThenTheNextRequestIsToldWhenToComeAgain() {
    exhaust(throttle, client("a"), 3);
    pass(Duration.ofMillis(100));

    Turn.Later later = (Turn.Later) throttle.of(client("a"));
    assertThat(later.after()).isEqualTo(Duration.ofMillis(900));
    assertThat(later.refusal().code()).isEqualTo(ErrorCode.THROTTLED);
    assertThat(later.refusal().retryAfterSeconds()).isEqualTo(1);
    assertThat(meters.counter(Throttle.COUNTER, "budget", "client").count()).isEqualTo(1);

    pass(later.after());
    assertThat(throttle.of(client("a"))).isInstanceOf(Turn.Now.class);
    assertThat(throttle.of(client("a"))).isInstanceOf(Turn.Later.class);
  }

  @Test
  void whenAsManyAreAtWorkAsMayBeThenTheNextComesOnceOneIsAnswered() {
    Throttle two = new Throttle(new ThrottleSettings(null, Map.of(), 2, null), meters, clock());
    Turn.Now first = (Turn.Now) two.of(client("a"));
    assertThat(two.of(client("a"))).isInstanceOf(Turn.Now.class);

    Turn.Later third = (Turn.Later) two.of(client("a"));
    assertThat(third.refusal().code()).isEqualTo(ErrorCode.THROTTLED);
    assertThat(third.refusal().retryAfterSeconds()).isEqualTo(1);
    assertThat(two.of(client("b"))).as("another's").isInstanceOf(Turn.Now.class);

    first.end().run();
    assertThat(two.of(client("a"))).isInstanceOf(Turn.Now.class);
    assertThat(two.of(client("a"))).isInstanceOf(Turn.Later.class);
  }

  @Test
  void whenOneClientHasNoneLeftThenAnotherHasAllOfIts() {
    exhaust(throttle, client("a"), 3);
    assertThat(throttle.of(client("a"))).isInstanceOf(Turn.Later.class);
    exhaust(throttle, client("b"), 3);
  }

  @Test
  void whenAFloodIsRefusedThenOneInASecondGoesOnRecord() {
    exhaust(throttle, client("a"), 3);
    assertThat(((Turn.Later) throttle.of(client("a"))).onRecord()).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(((Turn.Later) throttle.of(client("a"))).onRecord()).isFalse();
    }
    pass(Duration.ofSeconds(1));
    exhaust(throttle, client("a"), 1);
    assertThat(((Turn.Later) throttle.of(client("a"))).onRecord()).isTrue();
  }

  @Test
  void whenAClientHasARateOfItsOwnThenItIsTheOneThatCounts() {
    Throttle own =
        new Throttle(
            new ThrottleSettings(
                THREE, Map.of("a", new Rate(1, Duration.ofSeconds(1), 10)), null, null),
            meters,
            clock());
    exhaust(own, client("a"), 10);
    assertThat(own.of(client("a"))).isInstanceOf(Turn.Later.class);
    exhaust(own, client("b"), 3);
    assertThat(own.of(client("b"))).isInstanceOf(Turn.Later.class);
  }

  @Test
  void addressesHaveABudgetForEachThingTheyAsk() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.of(Unknown.TOKEN, "192.0.2.1")).isInstanceOf(Turn.Now.class);
    }
    assertThat(throttle.of(Unknown.TOKEN, "192.0.2.1")).isInstanceOf(Turn.Later.class);
    assertThat(throttle.of(Unknown.TOKEN, "192.0.2.2")).isInstanceOf(Turn.Now.class);
    assertThat(throttle.of(Unknown.DISCOVERY, "192.0.2.1")).isInstanceOf(Turn.Now.class);
  }

  @Test
  void anAddressOfIpV6CountsByItsNetwork() {
    for (int i = 1; i <= 3; i++) {
      assertThat(throttle.of(Unknown.TOKEN, "2001:db8:0:1::" + i)).isInstanceOf(Turn.Now.class);
    }
    assertThat(throttle.of(Unknown.TOKEN, "2001:db8:0:1:ffff::9")).isInstanceOf(Turn.Later.class);
    assertThat(throttle.of(Unknown.TOKEN, "2001:db8:0:2::1")).isInstanceOf(Turn.Now.class);
  }

  @Test
  void theDefaultsAreWideEnoughForTwentyAtOnceAndThousandsInARow() {
    ThrottleSettings defaults = new ThrottleSettings(null, null, null, null);
    assertThat(defaults.client()).isEqualTo(new Rate(1_000, Duration.ofSeconds(1), 5_000));
    assertThat(defaults.address()).isEqualTo(new Rate(500, Duration.ofSeconds(1), 5_000));
    assertThat(new Rate(7, Duration.ofSeconds(1), 0).burst()).isEqualTo(7);
  }

  @Test
  void aRateThatCannotBeKeptStopsTheStart() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1), 5))
        .isInstanceOf(StartRefusedException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO, 5))
        .isInstanceOf(StartRefusedException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ofSeconds(1), -1))
        .isInstanceOf(StartRefusedException.class);
    assertThatThrownBy(() -> new Rate(2, Duration.ofNanos(1), 2))
        .isInstanceOf(StartRefusedException.class);
  }
}
