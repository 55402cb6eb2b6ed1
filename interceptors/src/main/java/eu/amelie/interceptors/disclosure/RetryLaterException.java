/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import java.time.Duration;
import java.util.List;

/** Passes by itself: 429 and 503, which say when to try again. */
public final class RetryLaterException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /** What {@code ExchangeException.of} gives where the thrower knows no better. */
  static final Duration SOON = Duration.ofSeconds(5);

  private final Duration retryAfter;

  RetryLaterException(ErrorCode code, List<Issue> issues, Throwable cause, Duration retryAfter) {
    super(code, issues, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * Too many requests.
   *
   * @param retryAfter when the caller's budget allows the next one
   */
  public static RetryLaterException throttled(Duration retryAfter) {
    return new RetryLaterException(ErrorCode.THROTTLED, List.of(), null, retryAfter);
  }

  /** Something that answers rest on cannot be had. */
  public static RetryLaterException unavailable() {
    return new RetryLaterException(ErrorCode.UNAVAILABLE, List.of(), null, SOON);
  }

  /** For the {@code Retry-After} header: whole seconds, rounded up, at least one. */
  public long retryAfterSeconds() {
    return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
  }
}
