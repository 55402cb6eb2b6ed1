/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.SearchParam;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.access.SearchValue;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.notification.Endpoints;
import eu.amelie.interceptors.notification.SubscriptionTerms;
import eu.amelie.interceptors.notification.Subscriptions;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Call.Preference;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.scheduling.DueWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.springframework.stereotype.Component;

/**
 * Create, read, update and search of an organisation's own subscriptions; others' are not there.
 */
@Component
class SubscriptionCalls implements CallHandler {
  private static final String TYPE = "Subscription";
  private static final int MOST = 20;

  private final OwnSubscriptions own;
  private final SubscriptionStore subscriptions;
  private final Endpoints endpoints;
  private final DueWork work;
  private final AuditTrail trail;
  private final CaseFacts facts;

  SubscriptionCalls(
      OwnSubscriptions own,
      SubscriptionStore subscriptions,
      Endpoints endpoints,
      DueWork work,
      AuditTrail trail,
      CaseFacts facts) {
    this.facts = facts;
    this.own = own;
    this.subscriptions = subscriptions;
    this.endpoints = endpoints;
    this.work = work;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Create
            || interaction instanceof Interaction.Read
            || interaction instanceof Interaction.Update
            || interaction instanceof Interaction.SearchOfType)
        && ((Interaction.OnType) interaction).type().equals(TYPE);
  }

  @Override
  public Recorded answer(Call call) {
    if (call.interaction() instanceof Interaction.Create) {
      return trail.writing(call, () -> created(call));
    }
    if (call.interaction() instanceof Interaction.Update update) {
      return trail.writing(call, () -> updated(call, update.id()));
    }
    if (call.interaction() instanceof Interaction.Read read) {
      return trail.reading(call, () -> shown(own.find(call.caller(), read.id())));
    }
    return trail.reading(call, () -> found(call, call.admit().search().orElseThrow()));
  }

  private Reply created(Call call) {
    Subscription sent = call.content().resource(Subscription.class);
    SubscriptionTerms terms = terms(call, sent);
    if (sent.getStatus() != SubscriptionStatus.REQUESTED) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          "Subscription.status",
          "A new Subscription has the status requested.");
    }
    requireRoom(call.caller().organisation());
    SubscriptionRow row = SubscriptionRow.of(UUID.randomUUID(), call.caller(), call.base(), terms);
    subscriptions.save(row);
    work.hand(SubscriberNotices.TASK, List.of(row.id().toString()));
    return written(call, row)
        .with(Reply.CREATED)
        .with("Location", "%s/%s/%s/_history/1".formatted(call.base(), TYPE, row.id()));
  }

  private Reply updated(Call call, String id) {
    SubscriptionRow row = own.locked(call.caller(), id);
    call.asked().conditions().requireCurrent(Long.toString(row.version()));
    Subscription sent = call.content().resource(Subscription.class);
    if (!id.equals(sent.getIdElement().getIdPart())) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "The body's id is not that of its address.");
    }
    boolean off = sent.getStatus() == SubscriptionStatus.OFF;
    SubscriptionTerms terms = off ? row.terms() : terms(call, sent);
    if (!off && row.status().equals("off")) {
      requireRoom(call.caller().organisation());
    }
    SubscriptionRow changed = row.with(terms, off ? "off" : "requested");
    subscriptions.save(changed);
    if (!off) {
      work.hasten(SubscriberNotices.TASK, List.of(id));
    }
    return written(call, changed);
  }

  private void requireRoom(String organisation) {
    long on =
        subscriptions.of(organisation).stream()
            .filter(other -> !other.status().equals("off"))
            .count();
    if (on >= MOST) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION, TYPE, "An organisation has at most 20 subscriptions.");
    }
  }

  private SubscriptionTerms terms(Call call, Subscription sent) {
    SubscriptionTerms terms = Subscriptions.read(sent, facts.now());
    endpoints.require(call.caller().organisation(), terms.endpoint());
    return terms;
  }

  private static Reply written(Call call, SubscriptionRow row) {
    Optional<Resource> body =
        call.preference() == Preference.MINIMAL
            ? Optional.empty()
            : Optional.of(OwnSubscriptions.shown(row));
    return new Reply(Reply.OK, body, Map.of(), List.of("wrote " + TYPE + "/" + row.id()))
        .with("ETag", etag(row));
  }

  private static Reply shown(SubscriptionRow row) {
    return Reply.of(OwnSubscriptions.shown(row), List.of(TYPE + "/" + row.id()))
        .with("ETag", etag(row));
  }

  private static String etag(SubscriptionRow row) {
    return "W/\"" + row.version() + "\"";
  }

  private Reply found(Call call, SearchRequest search) {
    List<SubscriptionRow> rows =
        subscriptions.of(call.caller().organisation()).stream()
            .filter(row -> search.params().stream().allMatch(param -> matches(row, param)))
            .toList();
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(rows.size());
    if (!search.countOnly()) {
      rows.stream().limit(search.count()).forEach(row -> add(call, bundle, row));
    }
    return Reply.of(bundle, rows.stream().map(row -> TYPE + "/" + row.id()).toList());
  }

  /** The one parameter on offer is {@code status}. */
  private static boolean matches(SubscriptionRow row, SearchParam param) {
    Set<String> wanted =
        param.values().stream()
            .flatMap(
                value ->
                    value instanceof SearchValue.Token token ? token.code().stream() : Stream.of())
            .collect(java.util.stream.Collectors.toSet());
    return wanted.contains(row.status());
  }

  private static void add(Call call, Bundle bundle, SubscriptionRow row) {
    bundle
        .addEntry()
        .setFullUrl("%s/%s/%s".formatted(call.base(), TYPE, row.id()))
        .setResource(OwnSubscriptions.shown(row))
        .getSearch()
        .setMode(SearchEntryMode.MATCH);
  }
}
