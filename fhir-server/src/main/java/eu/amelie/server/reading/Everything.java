/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.reading;

import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import eu.amelie.server.writing.DueCases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/[id]/$everything}: what the caller may see of the person's record, the Patient
 * first. It is not the store's operation of that name, which no narrowing reaches.
 */
@Component
class Everything implements CallHandler {
  private final CaseSights sights;
  private final CaseFacts facts;
  private final IdDoor door;
  private final Gate gate;
  private final Pages pages;
  private final DueCases due;
  private final AuditTrail trail;

  Everything(
      CaseSights sights,
      CaseFacts facts,
      IdDoor door,
      Gate gate,
      Pages pages,
      DueCases due,
      AuditTrail trail) {
    this.sights = sights;
    this.facts = facts;
    this.door = door;
    this.gate = gate;
    this.pages = pages;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("everything");
  }

  @Override
  public Recorded answer(Call call) {
    UUID person =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate(call.caller());
    return trail.reading(call, () -> answer(call, person));
  }

  private Reply answer(Call call, UUID person) {
    CaseSight sight = sights.of(call.caller());
    if (!sight.isVisible("Patient", person)) {
      throw ExchangeException.notFound();
    }
    List<CaseItem> visible = visible(call, sight, person);
    int count = call.admit().presentation().count();
    int from = Math.min(call.offset(), visible.size());
    int to = Math.min(from + count, visible.size());
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(visible.size());
    pages.addSelf(call, bundle);
    if (to < visible.size() && count > 0) {
      pages.addNext(call, bundle, to);
    }
    List<String> seen = new ArrayList<>();
    for (CaseItem item : visible.subList(from, to)) {
      CaseView view = sight.view(item.type(), item.id()).orElseThrow();
      seen.add(view.seen());
      bundle
          .addEntry()
          .setFullUrl(
              "%s/%s/%s"
                  .formatted(call.base(), item.type(), view.resource().getIdElement().getIdPart()))
          .setResource(view.resource())
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return Reply.of(bundle, seen);
  }

  private List<CaseItem> visible(Call call, CaseSight sight, UUID person) {
    Set<String> readable = gate.readableTypes(call.caller());
    List<CaseItem> items =
        facts.itemsOf(person).stream().filter(item -> readable.contains(item.type())).toList();
    sight.expect(items.stream().map(CaseItem::id).toList());
    return items.stream()
        .filter(item -> sight.isVisible(item.type(), item.id()))
        .sorted(Comparator.comparing(item -> !item.type().equals("Patient")))
        .toList();
  }
}
