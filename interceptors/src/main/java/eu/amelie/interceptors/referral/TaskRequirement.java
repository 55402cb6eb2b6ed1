/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

/** What a Task has to say for a step to be taken. */
public enum TaskRequirement {
  /** A coded {@code statusReason} that fits the new status ({@link StatusReasons}). */
  REASON,
  /** An {@code output} of the work. */
  OUTPUT
}
