/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.throttle.InTurn;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets so many creations and transactions be at work on this node at once as keep its processors
 * and the database busy; the rest wait, and turns go round among their organisations. More would
 * get no more done, and whatever has no client that waits for it, a notification that has to leave,
 * would come off the worse the more clients write.
 *
 * <p>A turn is taken before any transaction begins and never inside one, so that whoever waits for
 * a turn holds nothing that another waits for. What changes a single item takes none: it may be
 * what takes sight away, a withdrawal or a recall.
 *
 * <p>Not guaranteed: that a write about one person does not wait for a write about another. One
 * that waits for her lock keeps its turn.
 */
@Component
class WriteTurns {
  /** For each processor; a write waits for the database for about as long as it computes. */
  private static final int FOR_EACH = 2;

  private final InTurn turns = new InTurn(FOR_EACH * Runtime.getRuntime().availableProcessors());

  /**
   * @throws eu.amelie.interceptors.disclosure.ExchangeException unavailable, when the turn does not
   *     come
   */
  <T> T run(Caller caller, Supplier<T> write) {
    return turns.run(caller.organisation(), write);
  }
}
