/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What owners have made of the Tasks that the caller asked for, and whether it is shown that. */
final class Results {
  private final CaseSights parts;
  private final Caller caller;
  private final SightReads reads;

  Results(CaseSights parts, Caller caller, SightReads reads) {
    this.parts = parts;
    this.caller = caller;
    this.reads = reads;
  }

  /**
   * On what ground the caller is shown what has come of its own Task by now; empty where nothing
   * has, and where it is not released.
   */
  Optional<Permit> of(CaseItem item, Stored stored) {
    if (!item.type().equals("Task")
        || !caller.organisation().equals(item.custodian())
        || SightReads.version(stored) != item.version()) {
      return Optional.empty();
    }
    TaskRow task = reads.task(item);
    if (task.owner().equals(caller.organisation()) || !task.ownerAdded()) {
      return Optional.empty();
    }
    Decision decision =
        parts
            .decisions()
            .decideAboutResults(
                caller.organisation(),
                caller.role(),
                caller.purposes(),
                item,
                reads.compiled(item),
                reads.person(item));
    return decision instanceof Permit permit ? Optional.of(permit) : Optional.empty();
  }

  /** What the owner has added that is kept apart from the record, as far as it is released. */
  List<IdentityElement> identity(CaseItem item, Stored stored, Permit opened) {
    return parts
        .identity(item, reads.task(item).owner(), stored.revision(), opened.releasedLabels())
        .stream()
        .filter(element -> TaskViews.isResult(element.path()))
        .toList();
  }

  /** The decision about the Task, with the ground on which results are shown beside it. */
  static Permit with(Permit decision, Optional<Permit> results) {
    if (results.isEmpty()) {
      return decision;
    }
    List<String> basis = new ArrayList<>(decision.basis());
    basis.addAll(results.get().basis());
    return new Permit(decision.reason(), basis, decision.releasedLabels());
  }
}
