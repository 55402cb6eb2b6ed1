/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the threads that call receivers are shared among those whom they call. */
class ReceiverQueuesTest {
  private static final String SLOW = "shelter-be";
  private static final String QUICK = "shelter-gr";

  private final ReceiverQueues queues = new ReceiverQueues();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdownNow();
  }

  private Optional<Duration> slow(CountDownLatch begun) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Test
  void anOrganisationWhoseReceiversAreSlowHoldsUpFourThreadsAndNobodyElse() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    List<Future<Optional<Duration>>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      long id = i;
      calls.add(
          threads.submit(() -> queues.serve(SLOW, UUID.randomUUID(), id, ignored -> slow(begun))));
    }
    begun.await();

    assertThat(queues.serve(SLOW, UUID.randomUUID(), 5, id -> Optional.empty()))
        .as("comes again")
        .isPresent();
    assertThat(queues.ifFree(SLOW, Optional::empty)).as("a heartbeat too").isPresent();
    assertThat(queues.serve(QUICK, UUID.randomUUID(), 6, id -> Optional.empty())).isEmpty();

    end.countDown();
    for (Future<Optional<Duration>> call : calls) {
      assertThat(call.get()).isEmpty();
    }
    assertThat(queues.ifFree(SLOW, Optional::empty)).isEmpty();
  }

  @Test
  void allTogetherLeaveThreadsForOtherWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(36);
    for (int i = 0; i < 36; i++) {
      String organisation = "organisation-" + i / 4;
      threads.submit(() -> queues.ifFree(organisation, () -> slow(begun)));
    }
    begun.await();

    assertThat(queues.ifFree(QUICK, Optional::empty)).isPresent();
  }

  @Test
  void whatFailsGivesItsPlaceBack() {
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(
              () ->
                  queues.ifFree(
                      SLOW,
                      () -> {
                        throw new IllegalStateException("Nobody answers.");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(queues.ifFree(SLOW, Optional::empty)).isEmpty();
  }
}
