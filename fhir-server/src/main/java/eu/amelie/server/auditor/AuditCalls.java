/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.auditor;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.access.SearchValue;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DateTimeType;
import org.springframework.stereotype.Component;

/** The trail for auditors. Who else has AuditEvent in the contract: nobody. */
@Component
class AuditCalls implements CallHandler {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final AuditRows rows;
  private final AuditEvents events;
  private final AuditTrail trail;
  private final Pages pages;

  AuditCalls(AuditRows rows, AuditEvents events, AuditTrail trail, Pages pages) {
    this.rows = rows;
    this.events = events;
    this.trail = trail;
    this.pages = pages;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Read
            || interaction instanceof Interaction.SearchOfType)
        && ((OnType) interaction).type().equals("AuditEvent");
  }

  @Override
  public Recorded answer(Call call) {
    if (call.interaction() instanceof Interaction.Read read) {
      return trail.reading(call, () -> event(call, read.id()));
    }
    return trail.reading(call, () -> page(call, call.admit().search().orElseThrow()));
  }

  private Reply event(Call call, String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw ExchangeException.notFound();
    }
    return rows.find(Long.parseLong(id))
        .map(row -> Reply.of(events.of(call.caller(), row), List.of("AuditEvent " + id)))
        .orElseThrow(ExchangeException::notFound);
  }

  private Reply page(Call call, SearchRequest search) {
    Instant from = FIRST;
    Instant to = LAST;
    for (SearchValue.Moment moment : search.lastUpdated()) {
      Instant instant = new DateTimeType(moment.text()).getValue().toInstant();
      switch (moment.prefix()) {
        case GE, GT, SA -> from = instant;
        case LE, LT, EB -> to = instant;
        default ->
            throw ExchangeException.at(
                ErrorCode.MALFORMED, null, "The trail is bounded by ge and le.");
      }
    }
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(rows.count(from, to));
    pages.addSelf(call, bundle);
    if (!search.countOnly()) {
      for (AuditRow row : rows.page(from, to, call.offset(), search.count())) {
        add(call, bundle, events.of(call.caller(), row));
      }
      if (call.offset() + search.count() < bundle.getTotal()) {
        pages.addNext(call, bundle, call.offset() + search.count());
      }
    }
    return Reply.of(bundle, List.of("AuditEvent"));
  }

  private static void add(Call call, Bundle bundle, AuditEvent event) {
    bundle
        .addEntry()
        .setFullUrl(call.base() + "/AuditEvent/" + event.getIdElement().getIdPart())
        .setResource(event)
        .getSearch()
        .setMode(SearchEntryMode.MATCH);
  }
}
