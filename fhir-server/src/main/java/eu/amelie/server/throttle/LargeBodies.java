/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Lets few large bodies into memory at once: once read, a body takes many times its size. The next
 * ones wait in line, as many as have room there, and for so long only.
 *
 * <p>Guaranteed: no more than so many bodies that are, or may become, larger than {@link
 * LargeBodySettings#from()} are held at any time. Small ones never wait. Not guaranteed: a place
 * for each client; whoever sends slowly keeps its place while it sends.
 */
@Component
@EnableConfigurationProperties(LargeBodySettings.class)
public class LargeBodies {
  /** Counts bodies that no place was found for since the start. */
  public static final String COUNTER = "bodies.refused";

  /** For each place: who waits keeps a thread, and those are for small ones too. */
  private static final int IN_LINE = 8;

  private static final Place FREE = () -> {};

  private final long from;
  private final Duration wait;
  private final int inLine;
  private final Semaphore places;
  private final MeterRegistry meters;

  /** A body's place until its call has ended. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  @Autowired
  LargeBodies(LargeBodySettings settings, MeterRegistry meters) {
    this.from = settings.from().toBytes();
    this.wait = settings.longestWait();
    this.inLine = settings.atOnce() * IN_LINE;
    this.places = new Semaphore(settings.atOnce(), true);
    this.meters = meters;
  }

  /**
   * To be closed when the body and what became of it are no longer needed.
   *
   * @throws ExchangeException unavailable, where no place became free
   */
  public Place placeFor(HttpServletRequest request) {
    if (!mayBeLarge(request)) {
      return FREE;
    }
    try {
      if (places.getQueueLength() < inLine
          && places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return places::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    meters.counter(COUNTER).increment();
    throw ExchangeException.of(ErrorCode.UNAVAILABLE);
  }

  int waiting() {
    return places.getQueueLength();
  }

  /** What does not say its size, or is packed, may be as large as a body can be. */
  private boolean mayBeLarge(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    boolean unsaid = length < 0 && request.getHeader("Transfer-Encoding") != null;
    boolean packed = length != 0 && request.getHeader("Content-Encoding") != null;
    return length > from || unsaid || packed;
  }
}
