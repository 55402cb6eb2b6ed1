/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.reading;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.springframework.stereotype.Component;

/** The history of an item, newest first, for its custodian. To all others there is nothing. */
@Component
class CaseHistories implements CallHandler {
  private final CaseSights sights;
  private final IdDoor door;
  private final AuditTrail trail;
  private final Pages pages;

  CaseHistories(CaseSights sights, IdDoor door, AuditTrail trail, Pages pages) {
    this.sights = sights;
    this.door = door;
    this.trail = trail;
    this.pages = pages;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.HistoryOfInstance history
        && CaseTypes.contains(history.type());
  }

  @Override
  public Recorded answer(Call call) {
    Interaction.HistoryOfInstance asked = (Interaction.HistoryOfInstance) call.interaction();
    UUID id = door.inward(call.caller(), asked.id());
    return trail.reading(call, () -> history(call, asked, id));
  }

  private Reply history(Call call, Interaction.HistoryOfInstance asked, UUID id) {
    CaseSight sight = sights.of(call.caller());
    CaseItem item =
        sight
            .item(asked.type(), id)
            .filter(found -> found.custodian().equals(call.caller().organisation()))
            .orElseThrow(ExchangeException::notFound);
    Bundle bundle = new Bundle().setType(BundleType.HISTORY);
    long versions = sight.counted(item, item.version());
    long gone = sight.first(item) - 1;
    bundle.setTotal((int) (versions - gone));
    List<String> seen = new ArrayList<>();
    long newest = versions - call.offset();
    long last = Math.max(gone, newest - call.admit().presentation().count());
    for (long version = newest; version > last; version--) {
      CaseView view =
          sight.view(asked.type(), id, version).orElseThrow(ExchangeException::notFound);
      seen.add(view.seen());
      add(call, bundle, asked, view, version);
    }
    pages.addSelf(call, bundle);
    if (last > gone && newest > last) {
      pages.addNext(call, bundle, call.offset() + call.admit().presentation().count());
    }
    return Reply.of(bundle, seen);
  }

  private static void add(
      Call call, Bundle bundle, Interaction.HistoryOfInstance asked, CaseView view, long version) {
    String address = asked.type() + "/" + asked.id();
    var entry = bundle.addEntry().setResource(view.resource());
    entry.setFullUrl(call.base() + "/" + address);
    entry
        .getRequest()
        .setMethod(version == 1 ? HTTPVerb.POST : HTTPVerb.PUT)
        .setUrl(version == 1 ? asked.type() : address);
    entry
        .getResponse()
        .setStatus(version == 1 ? "201 Created" : "200 OK")
        .setEtag("W/\"" + version + "\"")
        .setLastModified(view.resource().getMeta().getLastUpdated());
  }
}
