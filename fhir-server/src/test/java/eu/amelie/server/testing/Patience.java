/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.server.testing.FhirClient.Answer;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what the exchange does by itself: for so long that only what never
 * comes is missed, on a machine that does much else as well. What comes is seen soon.
 */
public final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int ROUNDS = 100;

  private Patience() {}

  /**
   * Asks again where the answer is that it should be asked again: many at once are more than a slow
   * machine serves within the seconds that a call waits for its turn. Nothing was done then.
   */
  public static Answer served(Supplier<Answer> call) {
    Answer answer = call.get();
    for (int round = 0; round < ROUNDS && answer.status() == 503; round++) {
      answer = call.get();
    }
    return answer;
  }

  /** Looks often at first and then less so: each look may cost a request of a client's budget. */
  public static ConditionFactory await() {
    return Awaitility.await()
        .atMost(LONGEST)
        .pollInterval(
            (polls, last) -> {
              Duration next = last.isZero() ? FIRST : last.multipliedBy(2);
              return next.compareTo(BETWEEN) > 0 ? BETWEEN : next;
            });
  }
}
