/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
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
                      "one",
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
                    "one",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(turns.run("one", () -> "done")).isEqualTo("done");
  }

  @Test
  void whoeverIsToStopDoesNotWaitForATurn() {
    InTurn turns = new InTurn(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> turns.run("one", () -> "done"))
        .isInstanceOfSatisfying(
            ExchangeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(Thread.interrupted()).as("left as it was").isTrue();
  }

  @Test
  void muchWorkOfOneHoldsUpAnothersByAPieceAndNotByAllOfIt() throws Exception {
    InTurn turns = new InTurn(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<?>> all = new ArrayList<>();
    all.add(threads.submit(() -> turns.run("flood", () -> await(begin))));
    for (int i = 0; i < 10; i++) {
      int before = i + 1;
      all.add(threads.submit(() -> turns.run("flood", () -> order.add("flood"))));
      Awaitility.await().until(() -> turns.waiting() == before);
    }
    all.add(threads.submit(() -> turns.run("other", () -> order.add("other"))));
    Awaitility.await().until(() -> turns.waiting() == 11);
    begin.countDown();
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();

    assertThat(order).hasSize(11);
    assertThat(order.indexOf("other")).isLessThanOrEqualTo(1);
    assertThat(turns.waiting()).isZero();
    assertThat(turns.<String>run("other", () -> "free again")).isEqualTo("free again");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
