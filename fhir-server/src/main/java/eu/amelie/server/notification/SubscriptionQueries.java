/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.QueryParameter;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.notification.Notices;
import eu.amelie.interceptors.notification.Notices.Event;
import eu.amelie.interceptors.notification.Notices.Kind;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.notification.Outbox.Told;
import eu.amelie.server.writing.DueCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.springframework.stereotype.Component;

/**
 * {@code $status} and {@code $events} of an organisation's own subscription. A missed event is told
 * again as it may be told now: what the caller no longer sees has its number, and nothing else.
 */
@Component
class SubscriptionQueries implements CallHandler {
  private static final int MOST = 200;
  private static final Set<String> BOUNDS = Set.of("eventsSinceNumber", "eventsUntilNumber");

  private final OwnSubscriptions own;
  private final Outbox outbox;
  private final TellingRule rule;
  private final CaseSights sights;
  private final DueCases due;
  private final CaseFacts facts;
  private final AuditTrail trail;

  SubscriptionQueries(
      OwnSubscriptions own,
      Outbox outbox,
      TellingRule rule,
      CaseSights sights,
      DueCases due,
      CaseFacts facts,
      AuditTrail trail) {
    this.own = own;
    this.outbox = outbox;
    this.rule = rule;
    this.sights = sights;
    this.due = due;
    this.facts = facts;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.type().filter("Subscription"::equals).isPresent();
  }

  @Override
  public Recorded answer(Call call) {
    Interaction.Operation operation = (Interaction.Operation) call.interaction();
    String id = operation.id().orElseThrow();
    if (operation.name().equals("status")) {
      return trail.reading(call, () -> status(call, id));
    }
    due.bringUpToDate();
    return trail.reading(call, () -> events(call, id));
  }

  private Reply status(Call call, String id) {
    SubscriptionRow row = own.find(call.caller(), id);
    return Reply.of(
        Notices.bundle(
            row.source(row.events()),
            Kind.QUERY_STATUS,
            List.of(),
            UUID.randomUUID(),
            facts.systemNow()),
        List.of("Subscription/" + row.id()));
  }

  private Reply events(Call call, String id) {
    SubscriptionRow row = own.find(call.caller(), id);
    long since = bound(call, "eventsSinceNumber").orElse(1L);
    long until = bound(call, "eventsUntilNumber").orElse(Long.MAX_VALUE);
    CaseSight sight = sights.of(call.caller());
    List<Event> events = new ArrayList<>();
    List<String> seen = new ArrayList<>(List.of("Subscription/" + row.id()));
    for (Told told : outbox.told(row.id(), since, until, MOST)) {
      Optional<CaseView> view =
          told.named() && row.terms().idOnly()
              ? rule.named(row, sight, told.task())
              : Optional.empty();
      view.ifPresent(shown -> seen.add(shown.seen()));
      events.add(
          new Event(
              told.number(),
              view.map(shown -> "Task/" + shown.resource().getIdElement().getIdPart())));
    }
    return Reply.of(
        Notices.bundle(
            row.source(row.events()),
            Kind.QUERY_EVENT,
            events,
            UUID.randomUUID(),
            facts.systemNow()),
        seen);
  }

  private static Optional<Long> bound(Call call, String name) {
    Optional<Long> found = Optional.empty();
    if (call.content() instanceof Content.None) {
      for (QueryParameter parameter : call.asked().parameters()) {
        if (parameter.name().equals(name)) {
          found = once(found, number(parameter.value()));
        }
      }
      return found;
    }
    for (ParametersParameterComponent parameter :
        call.content().resource(Parameters.class).getParameter()) {
      String value = parameter.hasValue() ? parameter.getValue().primitiveValue() : null;
      if (!BOUNDS.contains(parameter.getName())) {
        throw noBounds();
      }
      long number = number(value);
      if (parameter.getName().equals(name)) {
        found = once(found, number);
      }
    }
    return found;
  }

  private static Optional<Long> once(Optional<Long> before, long number) {
    if (before.isPresent()) {
      throw noBounds();
    }
    return Optional.of(number);
  }

  private static long number(String value) {
    if (value == null || !value.matches("[0-9]{1,18}")) {
      throw noBounds();
    }
    return Long.parseLong(value);
  }

  private static ExchangeException noBounds() {
    return ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "The parameters are eventsSinceNumber and eventsUntilNumber, each at most once.");
  }
}
