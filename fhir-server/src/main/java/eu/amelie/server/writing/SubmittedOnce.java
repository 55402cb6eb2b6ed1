/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.throttle.OneAtATime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** The course of a creation, alone or in a Bundle: checked, done once, answered, on record. */
@Component
class SubmittedOnce {
  private final SubmissionMemory memory;
  private final OneAtATime oneAtATime;
  private final WriteTurns turns;
  private final AuditTrail trail;

  SubmittedOnce(
      SubmissionMemory memory, OneAtATime oneAtATime, WriteTurns turns, AuditTrail trail) {
    this.memory = memory;
    this.oneAtATime = oneAtATime;
    this.turns = turns;
    this.trail = trail;
  }

  /**
   * What one submission consists of.
   *
   * @param check costly, and needs no lock: done before the transaction begins, and not for what
   *     was submitted before
   * @param work within the transaction
   * @param reply what is told of what was done, now or then
   */
  record Course(
      Runnable check, Supplier<List<Written>> work, Function<List<Written>, Reply> reply) {}

  /** Does it once under its key; without a key, each time. */
  Recorded answer(Call call, Optional<SubmissionKey> key, Resource submitted, Course course) {
    if (key.isEmpty()) {
      course.check().run();
      return written(call, course, course.work());
    }
    SubmissionMemory.Attempt attempt = memory.attempt(call.caller(), key.get(), submitted);
    return oneAtATime.run(
        attempt.lockName(),
        () -> {
          if (memory.earlier(attempt).isEmpty()) {
            course.check().run();
          }
          return written(call, course, () -> memory.once(attempt, course.work()));
        });
  }

  private Recorded written(Call call, Course course, Supplier<List<Written>> work) {
    return turns.run(
        call.caller(), () -> trail.writing(call, () -> course.reply().apply(work.get())));
  }
}
