/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.OwnParts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a caller itself has submitted about a person, as it sees it, and what it has added to a Task
 * that another has given it: of that its own part alone. Call in a transaction.
 */
@Component
class OwnViews {
  private final CaseSights sights;
  private final OwnParts parts;
  private final CaseFacts facts;

  OwnViews(CaseSights sights, OwnParts parts, CaseFacts facts) {
    this.sights = sights;
    this.parts = parts;
    this.facts = facts;
  }

  /**
   * With the steps of its own Tasks.
   *
   * @throws ExchangeException not-found where there is nothing, or nothing that it may look at for
   *     the purposes it comes with
   */
  List<CaseView> of(Caller caller, UUID person) {
    List<CaseItem> own = parts.of(person, caller.organisation());
    List<CaseItem> worked = parts.workedBy(person, caller.organisation());
    if (own.isEmpty() && worked.isEmpty()) {
      throw ExchangeException.notFound();
    }
    CaseSight sight = sights.of(caller);
    sight.expect(Stream.concat(own.stream(), worked.stream()).map(CaseItem::id).toList());
    List<CaseView> views = new ArrayList<>();
    for (CaseItem item : own) {
      sight.ownPart(item.type(), item.id()).ifPresent(views::add);
    }
    own.stream()
        .filter(item -> item.type().equals("Task"))
        .flatMap(task -> facts.stepsOf(task.id()).stream())
        .flatMap(step -> sight.view("Provenance", step).stream())
        .forEach(views::add);
    worked.stream().flatMap(task -> sight.additions(task.id()).stream()).forEach(views::add);
    if (views.isEmpty()) {
      throw ExchangeException.notFound();
    }
    return views;
  }

  /** Whether there is anything that it may look at for the purposes it comes with. */
  boolean hasAny(Caller caller, UUID person) {
    CaseSight sight = sights.of(caller);
    return parts.of(person, caller.organisation()).stream()
            .anyMatch(item -> sight.isVisible(item.type(), item.id()))
        || parts.workedBy(person, caller.organisation()).stream()
            .anyMatch(task -> sight.additions(task.id()).isPresent());
  }
}
