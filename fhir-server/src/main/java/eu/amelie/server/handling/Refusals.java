/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handling;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns what went wrong into a refusal in our own words, and puts it on record. Whatever is not a
 * refusal of ours is an outage to the caller: nothing of it is told.
 */
@Component
public class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final AuditTrail trail;

  Refusals(AuditTrail trail) {
    this.trail = trail;
  }

  public static ExchangeException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ExchangeException refusal) {
        return refusal;
      }
    }
    log(failure);
    return ExchangeException.of(ErrorCode.UNAVAILABLE, failure);
  }

  /** Messages of libraries quote what they choke on: only the kinds of failure are logged. */
  private static void log(RuntimeException failure) {
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(kinds.isEmpty() ? "" : " < ").append(cause.getClass().getName());
      if (cause instanceof BaseServerResponseException response) {
        kinds.append('(').append(response.getStatusCode()).append(')');
      }
      kinds.append(at(cause));
    }
    log.error("A call failed: {}", kinds);
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

  /** Puts a refused call on record. */
  public Recorded record(Call call, ExchangeException refusal) {
    return record(
        new AuditEntry(
            call.requestId(),
            Optional.of(call.caller()),
            "refused",
            AuditEntry.nameOf(call.interaction()),
            refusal.code().status(),
            refusal.code().code(),
            List.of()),
        refusal);
  }

  /** The same for what never became a call. */
  public Recorded record(AuditEntry entry, ExchangeException refusal) {
    return trail.record(entry, reply(refusal));
  }

  /** What anybody may read, on record all the same. */
  public Recorded discovered(AuditEntry entry, Reply reply) {
    return trail.record(entry, reply);
  }

  public static Reply reply(ExchangeException refusal) {
    Reply reply =
        new Reply(refusal.code().status(), Optional.of(Outcomes.of(refusal)), Map.of(), List.of());
    return refusal instanceof RetryLaterException later
        ? reply.with("Retry-After", Long.toString(later.retryAfterSeconds()))
        : reply;
  }
}
