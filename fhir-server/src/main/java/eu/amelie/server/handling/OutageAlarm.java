/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handling;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the operator that something has failed on which answers rest: the store, what decisions
 * look at, the clock, the audit trail. A line at ERROR that begins with {@value #MARK}, and a
 * counter {@value #COUNTER}. Messages of libraries quote what they choke on: only the kinds of
 * failure are named.
 */
@Component
public class OutageAlarm {
  /** To look for in the log. */
  public static final String MARK = "ALARM call-failed";

  /** Counts alarms since the start. */
  public static final String COUNTER = "calls.failed";

  private static final Logger log = LoggerFactory.getLogger(OutageAlarm.class);
  private static final Marker MARKER = MarkerFactory.getMarker("call-failed");

  private final Counter counter;

  OutageAlarm(MeterRegistry meters) {
    this.counter =
        Counter.builder(COUNTER)
            .description("Calls that were answered 503 for a failure inside")
            .register(meters);
  }

  public void raise(RuntimeException failure) {
    counter.increment();
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(kinds.isEmpty() ? "" : " < ").append(cause.getClass().getName());
      if (cause instanceof BaseServerResponseException response) {
        kinds.append('(').append(response.getStatusCode()).append(')');
      }
      kinds.append(at(cause));
    }
    log.error(MARKER, "{}: {}", MARK, kinds);
  }

  private static String at(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith("eu.amelie.")) {
        return "@" + frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return trace.length == 0 ? "" : "@" + trace[0].getFileName() + ":" + trace[0].getLineNumber();
  }
}
