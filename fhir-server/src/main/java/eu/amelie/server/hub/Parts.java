/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

/** The parts of one step, each by itself: none waits for what becomes of another. */
final class Parts {
  private Parts() {}

  /**
   * Does all of them, in their order.
   *
   * @throws UnreachableException where one could not be asked for, whatever else was refused
   * @throws StepRefusedException the first, where one was refused
   */
  static void each(Iterable<Runnable> parts) {
    StepRefusedException refused = null;
    UnreachableException unreachable = null;
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (StepRefusedException e) {
        refused = refused == null ? e : refused;
      } catch (UnreachableException e) {
        unreachable = unreachable == null ? e : unreachable;
      } catch (RuntimeException e) {
        // Of an answer that makes no sense; its message may quote it.
        refused =
            refused == null
                ? new StepRefusedException("not done (" + e.getClass().getSimpleName() + ")")
                : refused;
      }
    }
    if (unreachable != null) {
      throw unreachable;
    }
    if (refused != null) {
      throw refused;
    }
  }
}
