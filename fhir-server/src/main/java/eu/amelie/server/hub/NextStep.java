/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.Optional;

/** What is to be done about one offer. Each may be done again without further effect. */
sealed interface NextStep {
  record Rest() implements NextStep {}

  /** Ask the other exchange. */
  record Submit() implements NextStep {}

  /** The other side has taken over: the original ends with this. */
  record AcceptAtHome() implements NextStep {}

  /**
   * The other side does not take over: the original goes on.
   *
   * @param reason code of {@code sc-status-reason}
   */
  record RejectAtHome(String reason) implements NextStep {}

  /** The person has withdrawn on the other side. */
  record WithdrawAtHome() implements NextStep {}

  /**
   * The copy goes from the other side.
   *
   * @param cancel code of {@code sc-status-reason} with which its Task is cancelled before; empty
   *     where the withdrawal ends it
   * @param ground code of the erasure
   */
  record TakeBack(Optional<String> cancel, String ground) implements NextStep {}
}
