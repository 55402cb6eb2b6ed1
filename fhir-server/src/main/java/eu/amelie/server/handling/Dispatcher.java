/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handling;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds who answers a call. */
@Component
public class Dispatcher {
  private final ObjectProvider<CallHandler> handlers;

  /** Handlers of Bundles and pages dispatch in their turn, hence the provider. */
  Dispatcher(ObjectProvider<CallHandler> handlers) {
    this.handlers = handlers;
  }

  public Recorded answer(Call call) {
    List<CallHandler> able =
        handlers.stream().filter(handler -> handler.handles(call.interaction())).toList();
    if (able.size() != 1) {
      throw ExchangeException.of(ErrorCode.NOT_IN_CONTRACT);
    }
    return able.get(0).answer(call);
  }
}
