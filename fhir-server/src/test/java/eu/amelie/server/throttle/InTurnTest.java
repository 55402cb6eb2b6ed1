/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much is computed at once. */
class InTurnTest {

  @Test
  void noMoreIsAtWorkThanMayBeAndAllIsDone() throws Exception {
    InTurn turns = new InTurn(3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int one = i;
      all.add(
          threads.submit(
              () ->
                  turns.run(
                      () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.yield();
                        now.decrementAndGet();
                        return one;
                      })));
    }
    List<Integer> done = new ArrayList<>();
    for (Future<Integer> each : all) {
      done.add(each.get());
    }
    threads.shutdown();

    assertThat(done).hasSize(200).doesNotHaveDuplicates();
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void workThatFailsLeavesItsTurnToTheNext() {
    InTurn turns = new InTurn(1);
    assertThatThrownBy(
            () ->
                turns.run(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(turns.run(() -> "done")).isEqualTo("done");
  }

  @Test
  void whoeverIsToStopDoesNotWaitForATurn() {
    InTurn turns = new InTurn(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> turns.run(() -> "done"))
        .isInstanceOfSatisfying(
            ExchangeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(Thread.interrupted()).as("left as it was").isTrue();
  }
}
