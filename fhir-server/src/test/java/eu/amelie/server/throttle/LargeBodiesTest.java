/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.throttle.LargeBodies.Place;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class LargeBodiesTest {
  private static final DataSize FROM = DataSize.ofKilobytes(64);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LargeBodies bodies = bodies(Duration.ZERO);

  private LargeBodies bodies(Duration wait) {
    return new LargeBodies(new LargeBodySettings(FROM, 2, wait), meters);
  }

  private static MockHttpServletRequest of(int length) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir");
    request.setContent(new byte[length]);
    return request;
  }

  private static MockHttpServletRequest unsaid() {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir");
    request.addHeader("Transfer-Encoding", "chunked");
    return request;
  }

  private static MockHttpServletRequest packed() {
    MockHttpServletRequest request = of(10);
    request.addHeader("Content-Encoding", "gzip");
    return request;
  }

  private void assertNoPlace(LargeBodies full, MockHttpServletRequest request) {
    assertThatThrownBy(() -> full.placeFor(request).close())
        .isInstanceOfSatisfying(
            RetryLaterException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void whenAllPlacesAreTakenThenOneMoreIsAnOutageUntilOneIsFree() {
    Place first = bodies.placeFor(of(100_000));
    try (Place second = bodies.placeFor(of(100_000))) {
      assertNoPlace(bodies, of(100_000));
      assertThat(meters.counter(LargeBodies.COUNTER).count()).isEqualTo(1);
      first.close();
      try (Place third = bodies.placeFor(of(100_000))) {
        assertNoPlace(bodies, of(100_000));
      }
    }
  }

  @Test
  void whenABodyDoesNotSayItsSizeOrIsPackedThenItCountsAsLarge() {
    try (Place first = bodies.placeFor(unsaid());
        Place second = bodies.placeFor(packed())) {
      assertNoPlace(bodies, unsaid());
      assertNoPlace(bodies, packed());
    }
  }

  @Test
  void whenAllPlacesAreTakenThenSmallBodiesAndCallsWithoutOneGoThrough() {
    try (Place first = bodies.placeFor(of(100_000));
        Place second = bodies.placeFor(of(100_000))) {
      for (int i = 0; i < 50; i++) {
        bodies.placeFor(of(1_000));
        bodies.placeFor(new MockHttpServletRequest("GET", "/fhir/Task"));
      }
    }
  }

  @Test
  void whenAPlaceBecomesFreeInTimeThenWhoWaitsHasIt() throws Exception {
    LargeBodies patient = bodies(Duration.ofMinutes(5));
    Place first = patient.placeFor(of(100_000));
    Place second = patient.placeFor(of(100_000));
    CompletableFuture<Place> third =
        CompletableFuture.supplyAsync(() -> patient.placeFor(of(100_000)));
    await().until(() -> patient.waiting() == 1);
    assertThat(third).isNotDone();
    first.close();
    third.get(5, TimeUnit.MINUTES).close();
    second.close();
  }

  @Test
  void whenTheLineIsFullThenTheNextIsRefusedAtOnce() {
    LargeBodies patient = bodies(Duration.ofMinutes(5));
    ExecutorService others = Executors.newCachedThreadPool();
    try (Place first = patient.placeFor(of(100_000));
        Place second = patient.placeFor(of(100_000))) {
      for (int i = 0; i < 16; i++) {
        others.execute(() -> patient.placeFor(of(100_000)).close());
      }
      await().until(() -> patient.waiting() == 16);
      assertNoPlace(patient, of(100_000));
      patient.placeFor(of(1_000)).close();
    } finally {
      others.shutdown();
    }
  }

  @Test
  void byDefaultThereIsOneForEachQuarterOfAGigabyteOfTheHeap() {
    assertThat(LargeBodySettings.byHeap(2L << 30)).isEqualTo(8);
    assertThat(LargeBodySettings.byHeap(128L << 20)).isEqualTo(2);
    assertThat(new LargeBodySettings(FROM, 0, Duration.ZERO).atOnce()).isGreaterThanOrEqualTo(2);
  }
}
