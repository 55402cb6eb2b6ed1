/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;

/** What the table says about one step. */
public sealed interface Transition {

  /** The step may be taken. */
  record Allowed() implements Transition {}

  /**
   * It may not.
   *
   * @param code transition-not-allowed or reason-required
   * @param expression the element that is wrong
   * @param message of our words
   */
  record Refused(ErrorCode code, String expression, String message) implements Transition {
    public ExchangeException toException() {
      return ExchangeException.at(code, expression, message);
    }
  }
}
