/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handling;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;

/** Answers one kind of call. A call that nobody handles is refused like one that is not listed. */
public interface CallHandler {
  boolean handles(Interaction interaction);

  /**
   * Does what is asked and puts it on record.
   *
   * @throws eu.amelie.interceptors.disclosure.ExchangeException when it is refused; nothing is then
   *     stored, and the refusal is put on record by whoever called
   */
  Recorded answer(Call call);
}
