/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import eu.amelie.interceptors.disclosure.RetryLaterException;
import java.time.Duration;

/** Whether a request's turn has come. */
public sealed interface Turn {

  /**
   * It is within its budget.
   *
   * @param end to be called once it is answered
   */
  record Now(Runnable end) implements Turn {
    public Now() {
      this(() -> {});
    }
  }

  /**
   * It is one too many.
   *
   * @param after how long the budget holds another one
   * @param onRecord whether it goes on record: of a flood one in a second does, so that it cannot
   *     fill the audit trail
   */
  record Later(Duration after, boolean onRecord) implements Turn {
    public RetryLaterException refusal() {
      return RetryLaterException.throttled(after);
    }
  }
}
