/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paging;

import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.handling.Dispatcher;
import org.springframework.stereotype.Component;

/** Follows a page link: the call in it passes the gate again, as today's contract has it. */
@Component
class PageFollowing implements CallHandler {
  private final Pages pages;
  private final Gate gate;
  private final Dispatcher dispatcher;

  PageFollowing(Pages pages, Gate gate, Dispatcher dispatcher) {
    this.pages = pages;
    this.gate = gate;
    this.dispatcher = dispatcher;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Page;
  }

  @Override
  public Recorded answer(Call call) {
    Pages.Followed followed =
        pages
            .open(call.caller(), ((Interaction.Page) call.interaction()).token())
            .orElseThrow(ExchangeException::notFound);
    Admit admit = gate.check(call.caller(), followed.asked()).orThrow();
    return dispatcher.answer(
        call.within(admit, followed.asked(), Content.none(), followed.offset()));
  }
}
