/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Arrays;
import java.util.Locale;

/** What a step of a Task does, beside the new status itself. */
public enum TaskEffect {
  RECORD("The exchange puts the step on record as a Provenance, for owner and requester."),
  TELL("Who asked is told, and a coordinator whom the Consent names; the owner is told anyway."),
  ACKNOWLEDGE(
      "The referral has arrived, and its time to wait for an answer begins anew, as long as before."),
  ANSWER("The referral no longer waits for an answer: it is not escalated any more."),
  SETTLE("The referral no longer closes by itself."),
  IDENTITY("From here on the owner learns what the Consent releases of identity to it."),
  HAND_OVER(
      "Where the Task asks another country to take over: what it was made from ends, and the time"
          + " to recover begins under the rules there."),
  CLOSE("The owner keeps the Task, and sees nothing else of the case any longer."),
  FOLLOW_UP("The owner sees the case for the follow-up window, then no more."),
  END("Nothing follows. The time until the case is erased begins where no other Task is open.");

  private final String words;

  TaskEffect(String words) {
    this.words = words;
  }

  /** As it stands in the table. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people. */
  public String words() {
    return words;
  }

  static TaskEffect of(String code) {
    return Arrays.stream(values())
        .filter(effect -> effect.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No effect of a step: " + code));
  }
}
