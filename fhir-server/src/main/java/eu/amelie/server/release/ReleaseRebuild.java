/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import eu.amelie.server.facts.CaseFacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes all release tags anew while the exchange is at work, and says how many were wrong.
 *
 * <p>Guaranteed: each person's tags are compared with today's decision, and set right, in one
 * transaction under that person's lock, so that no write comes between; reads are not held up. A
 * drift other than 0 means that something was hidden that should not have been: nothing is ever
 * revealed by a tag. Not guaranteed: one moment for all persons together.
 */
@Component
public class ReleaseRebuild {
  private final CaseFacts facts;
  private final Releases releases;
  private final TransactionTemplate transaction;

  ReleaseRebuild(CaseFacts facts, Releases releases, PlatformTransactionManager transactions) {
    this.facts = facts;
    this.releases = releases;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What was found.
   *
   * @param persons that were gone through
   * @param drifted persons of whom some tag was wrong
   * @param tags that were missing or too many
   */
  public record Report(int persons, int drifted, int tags) {
    public boolean isClean() {
      return tags == 0;
    }

    Report with(int wrong) {
      return new Report(persons + 1, drifted + (wrong > 0 ? 1 : 0), tags + wrong);
    }

    /** One line for the person who asked. */
    @Override
    public String toString() {
      return "%d persons checked, %d with wrong release tags, %d tags in all"
          .formatted(persons, drifted, tags);
    }
  }

  /** Sets everything right. */
  public Report rebuild() {
    return each(facts.persons(), false);
  }

  /** Finds what is wrong and leaves it as it is. */
  public Report check() {
    return each(facts.persons(), true);
  }

  /** The same for those about whom something was written since. */
  public Report checkSince(Instant instant) {
    return each(facts.personsWrittenSince(instant), true);
  }

  private Report each(List<UUID> persons, boolean leaveAsIs) {
    Report report = new Report(0, 0, 0);
    for (UUID person : persons) {
      Integer wrong =
          transaction.execute(
              status -> {
                if (leaveAsIs) {
                  status.setRollbackOnly();
                }
                facts.lockPerson(person);
                return releases.settle(person);
              });
      report = report.with(wrong == null ? 0 : wrong);
    }
    return report;
  }
}
