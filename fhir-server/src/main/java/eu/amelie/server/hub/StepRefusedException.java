/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Optional;

/** An exchange has answered, and does not do it. Its message is of our own words, safe to log. */
class StepRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  StepRefusedException(String message) {
    this(message, Optional.empty());
  }

  /**
   * @param code that it was refused with, where that is one which every exchange knows
   */
  StepRefusedException(String message, Optional<ErrorCode> code) {
    super(message, null, false, true);
    this.code = code.orElse(null);
  }

  boolean isFor(ErrorCode reason) {
    return reason == code;
  }
}
