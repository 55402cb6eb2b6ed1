/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.Map;
import java.util.Optional;

/** What is to be done about one offer. Each may be done again without further effect. */
sealed interface NextStep {
  /** As an operator reads them; where nothing is known to be done yet, the look that tells it. */
  Map<Class<? extends NextStep>, String> LABELS =
      Map.of(
          Rest.class, "look",
          Submit.class, "submit",
          CarryAnew.class, "carry-anew",
          AcceptAtHome.class, "accept",
          RejectAtHome.class, "reject",
          WithdrawAtHome.class, "withdraw",
          LeaveToPeople.class, "leave-to-people",
          TakeBack.class, "take-back");

  default String label() {
    return LABELS.get(getClass());
  }

  record Rest() implements NextStep {}

  /** Ask the other exchange. */
  record Submit() implements NextStep {}

  /** What is shown at home has changed since it was carried: the copy follows. */
  record CarryAnew() implements NextStep {}

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

  /** Accepted there once it had lapsed at home: neither side is ended without somebody's word. */
  record LeaveToPeople() implements NextStep {}

  /**
   * The copy goes from the other side.
   *
   * @param reason code of {@code sc-status-reason} for its Task, where that outlives the withdrawal
   * @param ground code of the erasure; empty where nothing says that it may be erased
   */
  record TakeBack(String reason, Optional<String> ground) implements NextStep {}
}
