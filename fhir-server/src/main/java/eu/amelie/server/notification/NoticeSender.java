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

  /**
   * @param events so far
   * @param seen what of which item it tells, for the audit record
   * @return whether the receiver has taken it
   */
  boolean send(
      SubscriptionRow subscriber, Kind kind, List<Event> told, long events, List<String> seen) {
    boolean taken =
        endpoints.permits(subscriber.organisation(), subscriber.terms().endpoint())
            && isTaken(subscriber, kind, told, events, seen);
    if (taken) {
      subscriptions.succeeded(subscriber.id(), subscriber.version(), kind == Kind.HANDSHAKE);
    } else {
      subscriptions.failed(subscriber.id());
    }
    return taken;
  }

  private boolean isTaken(
      SubscriptionRow subscriber, Kind kind, List<Event> told, long events, List<String> seen) {
    Bundle bundle =
        Notices.bundle(subscriber.source(events), kind, told, UUID.randomUUID(), facts.systemNow());
    byte[] body =
        context.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
    record(subscriber, kind, seen);
    return calls.post(
        subscriber.terms().endpoint(), body, signatures.sign(subscriber.terms().endpoint(), body));
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
