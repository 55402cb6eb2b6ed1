/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.escalation.DeadlineTable.Due;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.notification.TaskNotices;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import eu.amelie.server.scheduling.OwnDeeds;
import eu.amelie.server.writing.DueCases;
import eu.amelie.server.writing.TaskClosings;
import eu.amelie.server.writing.TaskTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Brings a referral that nobody has answered to the notice of the coordinator whom a Consent names,
 * or else of who asked; and closes one that has waited for too long.
 *
 * <p>Guaranteed: each once, by the clock that decides, under the person's lock, so that an answer
 * at the same moment either comes first or finds it done; on record. Who asked is told as well
 * where no coordinator can be reached; whoever asks for what has changed since finds it, told or
 * not. The owner may still accept what was only escalated. What is restricted waits until that is
 * lifted.
 */
@Component
class Escalations {
  private static final int AT_ONCE = 50;
  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final DeadlineTable table;
  private final DueCases cases;
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final Restrictions restrictions;
  private final PersonRecords records;
  private final Parties parties;
  private final TaskTimes times;
  private final TaskNotices notices;
  private final TaskClosings closings;
  private final OwnDeeds deeds;

  /** Tasks of which it could not be done: they are not to stand before others for ever. */
  private final Cache<UUID, Boolean> putOff =
      Caffeine.newBuilder().expireAfterWrite(PUT_OFF).build();

  Escalations(
      DeadlineTable table,
      DueCases cases,
      CaseFacts facts,
      ConsentFacts consentFacts,
      Restrictions restrictions,
      PersonRecords records,
      Parties parties,
      TaskTimes times,
      TaskNotices notices,
      TaskClosings closings,
      OwnDeeds deeds) {
    this.table = table;
    this.cases = cases;
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.restrictions = restrictions;
    this.records = records;
    this.parties = parties;
    this.times = times;
    this.notices = notices;
    this.closings = closings;
    this.deeds = deeds;
  }

  /** Does what is due now. Call outside a transaction. */
  void run() {
    cases.bringUpToDate();
    for (Due due : table.closing(facts.now(), putOff.asMap().keySet(), AT_ONCE)) {
      settle(due, "close", this::close);
    }
    for (Due due : table.unanswered(facts.now(), putOff.asMap().keySet(), AT_ONCE)) {
      settle(due, "escalate", this::escalate);
    }
  }

  private void settle(Due due, String what, Predicate<Due> work) {
    boolean performed =
        deeds.perform(
            due.person(),
            what,
            "Task/" + due.task(),
            () -> !restrictions.holdsTask(due.task()) && work.test(due));
    if (!performed) {
      putOff.put(due.task(), true);
    }
  }

  private boolean close(Due due) {
    boolean closed = closings.expire(due.task());
    if (!closed) {
      table.keep(due.task(), false, false);
    }
    return closed;
  }

  private boolean escalate(Due due) {
    Optional<TaskRow> task =
        facts.task(due.task()).filter(row -> Deadlines.waitsForAnswer(row.status()));
    if (task.isEmpty() || !table.escalate(due.task(), facts.now())) {
      table.keep(due.task(), false, true);
      return false;
    }
    times.move(due.task());
    notices.escalated(due.task(), due.person(), coordinators(due), task.get().requester());
    return true;
  }

  /** Those who see the Task because a Consent names them. */
  private List<String> coordinators(Due due) {
    PersonRecord record = records.read(due.person());
    Set<String> named = Set.copyOf(consentFacts.actors(due.person()));
    return parties.known(named).stream()
        .filter(party -> party.role() == Role.COORDINATOR)
        .filter(party -> sees(record, party, due.task()))
        .map(Party::organisation)
        .distinct()
        .toList();
  }

  private static boolean sees(PersonRecord record, Party party, UUID task) {
    return record.entries().stream()
        .filter(entry -> entry.stored().id().equals(task))
        .map(entry -> record.decide(party.organisation(), party.role(), party.purposes(), entry))
        .anyMatch(Permit.class::isInstance);
  }
}
