/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

/** What the changing organisation is to the Task. */
public enum TaskActor {
  OWNER,
  REQUESTER,
  OTHER
}
