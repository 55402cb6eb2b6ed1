/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import eu.amelie.interceptors.referral.CaseRetention;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.erasure.Erasure;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.recall.Recall.Kind;
import eu.amelie.server.recall.Recalls;
import eu.amelie.server.retention.RestingCases.Part;
import eu.amelie.server.scheduling.OwnDeeds;
import eu.amelie.server.writing.DueCases;
import eu.amelie.server.writing.ErasureNotices;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Announces to its custodian that a resting part of a case will be erased, and erases it.
 *
 * <p>Guaranteed: each under the person's lock, on what is found then; nothing is erased that was
 * not announced for the whole notice before, that is restricted, or in which something is going on
 * again; on record and, as a recall, in the journal. Not guaranteed: that it is done on the very
 * day.
 */
@Component
class Retention {
  private static final String REASON = "no-longer-needed";

  private final RestingCases cases;
  private final CaseRetention retention;
  private final DueCases due;
  private final CaseFacts facts;
  private final Directory directory;
  private final ErasureNotices notices;
  private final Erasure erasure;
  private final Recalls recalls;
  private final OwnDeeds deeds;

  Retention(
      RestingCases cases,
      RetentionSettings settings,
      DueCases due,
      CaseFacts facts,
      Directory directory,
      ErasureNotices notices,
      Erasure erasure,
      Recalls recalls,
      OwnDeeds deeds) {
    this.cases = cases;
    this.retention = settings.retention();
    this.due = due;
    this.facts = facts;
    this.directory = directory;
    this.notices = notices;
    this.erasure = erasure;
    this.recalls = recalls;
    this.deeds = deeds;
  }

  /** Does what is due now. Call outside a transaction. */
  void run() {
    // A case in which a Task is open only because nobody has called does not go on.
    due.bringUpToDate();
    for (Part part : cases.announced()) {
      settle(part, "resume", this::resume);
    }
    for (Part part : cases.resting(facts.now().minus(retention.shortest()))) {
      if (part.announced().isEmpty()) {
        settle(part, "announce-erasure", this::announce);
      } else {
        settle(part, "erase", this::erase);
      }
    }
  }

  private void settle(Part part, String what, Predicate<Part> work) {
    deeds.perform(part.person(), what, "Patient/" + part.person(), () -> work.test(part));
  }

  /** As it is under the lock. */
  private Optional<Part> now(Part part) {
    return cases.resting(part.person(), part.custodian(), facts.now());
  }

  private boolean announce(Part part) {
    Instant now = facts.now();
    Optional<String> country = country(part);
    Optional<Part> resting =
        now(part)
            .filter(one -> one.announced().isEmpty())
            .filter(one -> !now.isBefore(retention.announced(country, one.since())));
    resting.ifPresent(
        one -> {
          Instant erased = retention.erased(country, one.since(), now);
          notices.announce(one.person(), one.custodian(), day(erased));
          cases.announce(one.person(), one.custodian(), now);
        });
    return resting.isPresent();
  }

  private boolean erase(Part part) {
    Instant now = facts.now();
    Optional<Part> resting =
        now(part)
            .filter(one -> one.announced().isPresent())
            .filter(one -> !now.isBefore(erased(one)));
    resting.ifPresent(
        one -> {
          if (erasure.perform(one.person(), one.custodian(), Instant.MAX) > 0) {
            recalls.keep(Kind.ERASURE, one.person(), one.custodian(), 0, REASON);
          }
          cases.forget(one.person(), one.custodian());
        });
    return resting.isPresent();
  }

  private Instant erased(Part part) {
    return retention.erased(country(part), part.since(), part.announced().orElseThrow());
  }

  /** What was announced and is needed again, or was erased meanwhile, is not announced any more. */
  private boolean resume(Part part) {
    if (now(part).isPresent()) {
      return false;
    }
    cases.forget(part.person(), part.custodian());
    notices.lift(part.person(), part.custodian());
    return true;
  }

  private Optional<String> country(Part part) {
    return directory.countryOf(part.custodian());
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
