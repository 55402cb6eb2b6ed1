/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

/** What the changing organisation is to the Task. */
public enum TaskActor {
  OWNER,
  REQUESTER,
  /** The exchange itself, which ends what has run out, was withdrawn, or was taken over. */
  EXCHANGE,
  OTHER;

  /** Of an organisation; who asks itself acts as owner. */
  public static TaskActor of(String organisation, String owner, String requester) {
    if (organisation.equals(owner)) {
      return OWNER;
    }
    return organisation.equals(requester) ? REQUESTER : OTHER;
  }
}
