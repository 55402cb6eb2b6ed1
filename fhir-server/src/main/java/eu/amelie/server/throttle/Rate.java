/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A budget that fills again evenly.
 *
 * @param requests that are added in each span
 * @param every the span; default 1 s
 * @param burst the most that it can hold; default as many as are added in a span
 */
public record Rate(long requests, @DefaultValue("1s") Duration every, long burst) {
  public Rate {
    burst = burst == 0 ? requests : burst;
    boolean sound =
        requests > 0
            && burst > 0
            && !every.isNegative()
            && !every.isZero()
            // More than one in a nanosecond cannot be counted.
            && requests <= every.toNanos();
    if (!sound) {
      throw new StartRefusedException(
          "Every rate of amelie.throttle has requests, a span and a burst above nought.");
    }
  }
}
