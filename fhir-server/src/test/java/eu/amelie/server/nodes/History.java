/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.nodes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A history of calls, and what in it breaks the promise that withdrawal is immediate. */
final class History {
  private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();

  void add(Operation operation) {
    operations.add(operation);
  }

  Collection<Operation> operations() {
    return operations;
  }

  /**
   * Calls that began after the withdrawal of their person's Consent was acknowledged and yet showed
   * something, or took the work on.
   */
  List<Operation> violations() {
    Map<Integer, Long> withdrawn = new TreeMap<>();
    for (Operation operation : operations) {
      if (operation.kind() == Operation.Kind.WITHDRAW && operation.succeeded()) {
        withdrawn.merge(operation.person(), operation.end(), Math::min);
      }
    }
    return operations.stream()
        .filter(call -> call.begin() > withdrawn.getOrDefault(call.person(), Long.MAX_VALUE))
        .filter(History::discloses)
        .toList();
  }

  private static boolean discloses(Operation call) {
    return switch (call.kind()) {
      case READ -> call.shows();
      case ACCEPT -> call.succeeded();
      case WITHDRAW -> false;
    };
  }
}
