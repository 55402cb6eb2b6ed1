/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.handling.Dispatcher;
import eu.amelie.server.handling.Refusals;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.springframework.stereotype.Component;

/** A batch Bundle: each entry is a call of its own, with its own transaction and audit record. */
@Component
class Batches implements CallHandler {
  private final Gate gate;
  private final Dispatcher dispatcher;
  private final Refusals refusals;
  private final AuditTrail trail;
  private final EntryContents contents;

  Batches(
      Gate gate,
      Dispatcher dispatcher,
      Refusals refusals,
      AuditTrail trail,
      EntryContents contents) {
    this.contents = contents;
    this.gate = gate;
    this.dispatcher = dispatcher;
    this.refusals = refusals;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.BundlePost post
        && post.kind().equals(Optional.of(BundleType.BATCH));
  }

  @Override
  public Recorded answer(Call call) {
    Bundle response = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (BundleEntryComponent entry : call.content().resource(Bundle.class).getEntry()) {
      response.addEntry(answered(call, entry));
    }
    return trail.apart(call, Reply.of(response, List.of()));
  }

  private BundleEntryComponent answered(Call call, BundleEntryComponent entry) {
    BundleEntryComponent answer = new BundleEntryComponent();
    try {
      show(call, one(call, entry), answer);
    } catch (RuntimeException e) {
      ExchangeException refusal = refusals.of(e);
      refusals.record(call, refusal);
      answer
          .getResponse()
          .setStatus(Integer.toString(refusal.code().status()))
          .setOutcome(Outcomes.of(refusal));
    }
    return answer;
  }

  private Reply one(Call call, BundleEntryComponent entry) {
    FhirCall asked = Transactions.asked(entry.getRequest());
    Admit admit = gate.check(call.caller(), asked).orThrow();
    if (admit.interaction() instanceof Interaction.BundlePost) {
      throw ExchangeException.of(eu.amelie.interceptors.disclosure.ErrorCode.MALFORMED);
    }
    Content content = contents.of(entry, asked.interaction());
    return dispatcher.answer(call.within(admit, asked, content, 0)).reply();
  }

  private static void show(Call call, Reply reply, BundleEntryComponent answer) {
    BundleEntryResponseComponent response = answer.getResponse();
    response.setStatus(Integer.toString(reply.status()));
    Optional.ofNullable(reply.headers().get("ETag")).ifPresent(response::setEtag);
    Optional.ofNullable(reply.headers().get("Location"))
        .map(location -> location.substring(call.base().length() + 1))
        .ifPresent(response::setLocation);
    reply
        .body()
        .ifPresent(
            body -> {
              answer.setResource(body);
              response.setLastModified(body.getMeta().getLastUpdated());
            });
  }
}
