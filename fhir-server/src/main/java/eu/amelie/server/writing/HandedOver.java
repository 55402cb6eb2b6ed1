/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.CountryRules;
import eu.amelie.interceptors.referral.RecoveryPeriod;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.Handovers;
import eu.amelie.server.facts.Restrictions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * The second half of a handover: once the other country has accepted, and not before, the original
 * ends, in the same transaction. Whatever fails leaves both as they were.
 */
@Component
class HandedOver {
  private final CaseFacts facts;
  private final Handovers handovers;
  private final RecoveryDates recovery;
  private final Restrictions restrictions;
  private final WholeTasks tasks;
  private final Storing storing;

  HandedOver(
      CaseFacts facts,
      Handovers handovers,
      RecoveryDates recovery,
      Restrictions restrictions,
      WholeTasks tasks,
      Storing storing) {
    this.facts = facts;
    this.handovers = handovers;
    this.recovery = recovery;
    this.restrictions = restrictions;
    this.tasks = tasks;
    this.storing = storing;
  }

  /** Call once everything is stored, under the persons' locks. */
  void settle(List<Draft> drafts) {
    for (Draft draft : drafts) {
      if (draft.resource() instanceof Task task
          && draft.before().isPresent()
          && TaskTransitions.comesWith(task.getStatus(), TaskEffect.HAND_OVER)) {
        handovers
            .find(draft.id())
            .filter(row -> !row.concluded())
            .ifPresent(row -> conclude(row, task));
      }
    }
  }

  private void conclude(Handovers.Row handover, Task accepted) {
    CaseItem original = requireStillOpen(handover);
    CountryRules rules = recovery.rules(handover);
    LocalDate ends =
        RecoveryPeriod.end(accepted).orElseGet(() -> rules.recoveryEnds(facts.today()));
    handovers.conclude(handover.offer(), rules.recoveryDays(), ends, facts.now());
    WholeTasks.Whole whole = tasks.read(original);
    storing.store(
        CaseItem.EXCHANGE,
        List.of(tasks.draft(original, TaskChange.handOver(whole.task(), facts.today()), whole)));
  }

  /** It has neither ended nor gone elsewhere meanwhile, and its custodian lets it be used. */
  private CaseItem requireStillOpen(Handovers.Row handover) {
    Optional<CaseItem> original =
        facts.item(handover.original()).filter(item -> !TaskTransitions.isFinal(status(item)));
    boolean elsewhere =
        handovers.of(handover.original()).stream().anyMatch(Handovers.Row::concluded);
    if (elsewhere || original.isEmpty() || restrictions.holdsTask(handover.original())) {
      throw ExchangeException.of(ErrorCode.TRANSITION_NOT_ALLOWED);
    }
    return original.get();
  }

  private TaskStatus status(CaseItem item) {
    return TaskStatus.fromCode(facts.task(item.id()).orElseThrow().status());
  }
}
