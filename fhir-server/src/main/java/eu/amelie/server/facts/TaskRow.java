/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.consent.TaskFact;
import java.time.Instant;
import java.util.UUID;

/**
 * The state of a referral Task as decisions see it.
 *
 * @param businessStatus the owner's own word for how far it is, or null
 * @param shownStatus what of that its requester may learn, or null
 * @param reference eight random characters that requester and owner both see
 * @param ownerAdded whether there may be anything that the owner added: in the vault, or results
 * @param ended when the Task reached a final state; null while it is open
 */
public record TaskRow(
    UUID id,
    UUID focus,
    String requester,
    String owner,
    String status,
    String businessStatus,
    String shownStatus,
    String reference,
    boolean ownerAdded,
    Instant ended) {

  /**
   * Whether somebody is asked to support the person. A Task whose focus is the person itself is a
   * duty of another kind: it gives nobody a need to know, and no Consent has to permit it.
   */
  public boolean isReferral(UUID person) {
    return !focus.equals(person);
  }

  /**
   * Whether it gives its owner a need to know of the person. What somebody asks of themselves does
   * not.
   */
  public boolean givesNeed(UUID person) {
    return isReferral(person) && !owner.equals(requester);
  }

  /** As decisions see it. */
  public TaskFact fact() {
    return new TaskFact(owner, status, ended);
  }

  /** Whether something may still become of it. */
  public boolean isOpen() {
    return ended == null;
  }
}
