/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handling;

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
import org.springframework.stereotype.Component;

/**
 * Turns what went wrong into a refusal in our own words, and puts it on record. Whatever is not a
 * refusal of ours is an outage to the caller: nothing of it is told.
 */
@Component
public class Refusals {
  private final AuditTrail trail;
  private final OutageAlarm alarm;

  Refusals(AuditTrail trail, OutageAlarm alarm) {
    this.trail = trail;
    this.alarm = alarm;
  }

  /** The refusal that a failure is to the caller; an alarm where it is none of ours. */
  public ExchangeException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ExchangeException refusal) {
        return refusal;
      }
    }
    alarm.raise(failure);
    return ExchangeException.of(ErrorCode.UNAVAILABLE, failure);
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
