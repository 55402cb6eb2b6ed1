/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many are sent to one receiver at once, and what becomes of those that come meanwhile. */
class ReceiverQueueTest {
  private final ReceiverQueue queue = new ReceiverQueue(2);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Optional<Duration> note(long id) {
    done.add(id);
    return Optional.empty();
  }

  @Test
  void whatComesWhileTwoAreSentIsSentByThemAndNotWaitedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    ReceiverQueue.Work slow =
        id -> {
          if (id <= 2) {
            begun.countDown();
            awaited(end);
          }
          return note(id);
        };
    Future<Optional<Duration>> one = threads.submit(() -> queue.serve(1, slow));
    Future<Optional<Duration>> other = threads.submit(() -> queue.serve(2, slow));
    begun.await();

    assertThat(queue.serve(3, slow)).as("comes again, should these two die").isPresent();
    assertThat(queue.serve(4, slow)).isPresent();
    assertThat(done).isEmpty();
    end.countDown();

    assertThat(one.get()).isEmpty();
    assertThat(other.get()).isEmpty();
    assertThat(done).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void whenToComeBackIsThatOfOnesOwnAndNotOfWhatWasDoneForOthers() {
    Duration wait = Duration.ofSeconds(7);
    assertThat(queue.serve(1, id -> Optional.of(wait))).contains(wait);
    assertThat(queue.serve(2, this::note)).isEmpty();
  }

  @Test
  void aFaultLeavesThePlaceFree() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  queue.serve(
                      1,
                      id -> {
                        throw new IllegalStateException("broken");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(queue.serve(2, this::note)).isEmpty();
    assertThat(done).containsExactly(2L);
  }

  @Test
  void neverAreMoreThanTwoAtWorkAndNothingIsForgotten() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ReceiverQueue.Work counted =
        id -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          note(id);
          now.decrementAndGet();
          return Optional.empty();
        };
    List<Future<Optional<Duration>>> all = new ArrayList<>();
    for (long id = 0; id < 90; id++) {
      long one = id;
      all.add(threads.submit(() -> queue.serve(one, counted)));
    }
    for (Future<Optional<Duration>> each : all) {
      each.get();
    }
    queue.serve(90, counted);

    assertThat(most.get()).isLessThanOrEqualTo(2);
    assertThat(done).contains(90L).hasSizeGreaterThanOrEqualTo(91);
    assertThat(done.stream().distinct()).hasSize(91);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
