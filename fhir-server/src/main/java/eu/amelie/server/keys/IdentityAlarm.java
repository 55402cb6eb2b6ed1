/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the operator that identity or keys cannot be had: a line at ERROR that begins with {@value
 * #MARK}, and a counter {@value #COUNTER}. Neither names a person, a key or an id.
 */
@Component
public class IdentityAlarm {
  /** To look for in the log. */
  public static final String MARK = "ALARM identity-unavailable";

  /** Counts alarms since the start. */
  public static final String COUNTER = "identity.unavailable";

  private static final Logger log = LoggerFactory.getLogger(IdentityAlarm.class);
  private static final Marker MARKER = MarkerFactory.getMarker("identity-unavailable");

  private final Counter counter;

  public IdentityAlarm(MeterRegistry meters) {
    this.counter =
        Counter.builder(COUNTER).description("Identity or keys could not be had").register(meters);
  }

  /** Its message is safe to log; of what caused it only the kind is told. */
  public void raise(IdentityUnavailableException e) {
    counter.increment();
    if (e.getCause() == null) {
      log.error(MARKER, "{}: {}", MARK, e.getMessage());
    } else {
      log.error(MARKER, "{}: {} ({})", MARK, e.getMessage(), e.getCause().getClass().getName());
    }
  }
}
