/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import java.time.Duration;

/**
 * How long to wait after a call that failed: twice as long each time, up to a longest wait.
 *
 * @param first after the first failure
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("A wait is longer than nothing and no longer than most.");
    }
  }

  /**
   * @param failures so far, from 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
