/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.notification.Endpoints;
import eu.amelie.interceptors.notification.Notices;
import eu.amelie.interceptors.notification.Notices.Event;
import eu.amelie.interceptors.notification.Notices.Kind;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;

/**
 * Sends Bundles to subscribers. Guaranteed: nothing leaves that is not on record, that is not
 * signed, or to an address that is not listed for the subscriber now. Call outside a transaction.
 */
@Component
class NoticeSender {
  private final Endpoints endpoints;
  private final NoticeSignatures signatures;
  private final HookCalls calls;
  private final SubscriptionStore subscriptions;
  private final AuditTrail trail;
  private final CaseFacts facts;
  private final FhirContext context;

  NoticeSender(
      Endpoints endpoints,
      NoticeSignatures signatures,
      HookCalls calls,
      SubscriptionStore subscriptions,
      AuditTrail trail,
      CaseFacts facts,
      FhirContext context) {
    this.endpoints = endpoints;
    this.signatures = signatures;
    this.calls = calls;
    this.subscriptions = subscriptions;
    this.trail = trail;
    this.facts = facts;
    this.context = context;
  }

  /** A handshake or a heartbeat: see {@link #send}. */
  boolean notice(SubscriptionRow subscriber, Kind kind) {
    boolean taken = send(subscriber, kind, List.of(), subscriber.events(), List.of(), Gate.OPEN);
    note(subscriber, kind, taken);
    return taken;
  }

  /**
   * Says nothing yet about the receiver: {@link #note} does.
   *
   * @param events so far
   * @param seen what of which item it tells, for the audit record
   * @return whether the receiver has taken it
   */
  boolean send(
      SubscriptionRow subscriber,
      Kind kind,
      List<Event> told,
      long events,
      List<String> seen,
      Gate gate) {
    if (!endpoints.permits(subscriber.organisation(), subscriber.terms().endpoint())) {
      return false;
    }
    Bundle bundle =
        Notices.bundle(subscriber.source(events), kind, told, UUID.randomUUID(), facts.systemNow());
    byte[] body =
        context.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
    record(subscriber, kind, seen);
    URI endpoint = subscriber.terms().endpoint();
    return calls.post(endpoint, body, signatures.sign(endpoint, body), gate);
  }

  /** Keeps whether a subscriber's receiver takes what is sent to it. */
  void note(SubscriptionRow subscriber, Kind kind, boolean taken) {
    if (taken) {
      subscriptions.succeeded(subscriber.id(), subscriber.version(), kind == Kind.HANDSHAKE);
    } else {
      subscriptions.failed(subscriber.id());
    }
  }

  private void record(SubscriptionRow subscriber, Kind kind, List<String> seen) {
    trail.record(
        new AuditEntry(
            UUID.randomUUID().toString(),
            Optional.of(subscriber.caller()),
            "notify",
            "operation Subscription " + kind.code(),
            Reply.OK,
            "permit",
            seen),
        Reply.of(new Bundle(), seen));
  }
}
