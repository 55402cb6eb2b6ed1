/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.audit;

import eu.amelie.server.call.Reply;

/**
 * An answer whose audit record is committed. Only {@link AuditTrail} makes one, and only one can be
 * sent: what is not on record cannot leave.
 */
public final class Recorded {
  private final Reply reply;

  Recorded(Reply reply) {
    this.reply = reply;
  }

  public Reply reply() {
    return reply;
  }
}
