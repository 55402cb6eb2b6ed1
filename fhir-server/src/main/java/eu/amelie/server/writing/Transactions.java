/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Conditions;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.handling.CallHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.springframework.stereotype.Component;

/** A transaction Bundle: all of it or nothing. Above all, a referral. */
@Component
class Transactions implements CallHandler {
  private final Gate gate;
  private final WritePipeline pipeline;
  private final SubmittedOnce once;
  private final ContentChecks checks;
  private final CaseSights sights;
  private final IdDoor door;
  private final EntryContents contents;

  Transactions(
      Gate gate,
      WritePipeline pipeline,
      SubmittedOnce once,
      ContentChecks checks,
      CaseSights sights,
      IdDoor door,
      EntryContents contents) {
    this.contents = contents;
    this.gate = gate;
    this.pipeline = pipeline;
    this.once = once;
    this.checks = checks;
    this.sights = sights;
    this.door = door;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.BundlePost post
        && post.kind().equals(Optional.of(BundleType.TRANSACTION));
  }

  @Override
  public Recorded answer(Call call) {
    Bundle bundle = call.content().resource(Bundle.class);
    List<Wanted> wanted = wanted(call, bundle);
    return once.answer(
        call,
        SubmissionKey.of(bundle),
        bundle,
        new SubmittedOnce.Course(
            () -> check(call.caller(), bundle),
            () -> pipeline.perform(call.caller(), wanted),
            written -> reply(call, written)));
  }

  private void check(Caller sender, Bundle bundle) {
    checks.requireTestLabels(bundle);
    checks.requireValid(sender, bundle);
  }

  /** Each entry passes the gate as a call of its own. */
  private List<Wanted> wanted(Call call, Bundle bundle) {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      BundleEntryComponent entry = bundle.getEntry().get(i);
      String place = "Bundle.entry[" + i + "].resource";
      try {
        FhirCall asked = asked(entry.getRequest());
        gate.check(call.caller(), asked).orThrow();
        Content content = contents.of(entry, asked.interaction());
        requireOfACase(asked.interaction());
        Wanted one =
            Wanted.of(
                asked,
                content,
                place,
                entry.hasFullUrl() ? Optional.of(entry.getFullUrl()) : Optional.empty());
        if (!(content instanceof Content.Change)) {
          // Of a patch what it leaves is looked at, once it is applied.
          InwardReferences.refuseSearches(one, one.resource());
        }
        wanted.add(one);
      } catch (ExchangeException e) {
        throw e.code() == ErrorCode.NOT_FOUND
            ? e
            : ExchangeException.at(
                e.code(), "Bundle.entry[" + i + "]", e.issues().get(0).message());
      }
    }
    if (wanted.isEmpty()) {
      throw ExchangeException.at(ErrorCode.MALFORMED, "Bundle.entry", "The Bundle has no entry.");
    }
    return wanted;
  }

  /** The directory and subscriptions are nobody's case: they are written by calls of their own. */
  private static void requireOfACase(Interaction interaction) {
    if (interaction instanceof Interaction.OnType onType && !CaseTypes.contains(onType.type())) {
      throw ExchangeException.of(ErrorCode.NOT_IN_CONTRACT);
    }
  }

  static FhirCall asked(BundleEntryRequestComponent request) {
    Conditions conditions =
        new Conditions(
            Optional.ofNullable(request.getIfMatch()),
            Optional.ofNullable(request.getIfNoneMatch()),
            Optional.ofNullable(request.getIfModifiedSinceElement().getValueAsString()),
            Optional.ofNullable(request.getIfNoneExist()));
    String method = request.hasMethod() ? request.getMethod().toCode() : null;
    return RequestLine.readEntry(method, request.getUrl(), conditions).orThrow();
  }

  private Reply reply(Call call, List<Written> written) {
    CaseSight sight = sights.of(call.caller());
    sight.expect(written.stream().map(Written::id).toList());
    Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    for (Written one : written) {
      Optional<CaseView> view = sight.receipt(one.type(), one.id());
      var entry = response.addEntry().getResponse();
      entry.setStatus(one.created() ? "201 Created" : "200 OK");
      entry.setLocation(location(call, sight, one, view));
      view.ifPresent(
          shown -> {
            entry.setEtag("W/\"" + shown.etag() + "\"");
            entry.setLastModified(shown.resource().getMeta().getLastUpdated());
          });
    }
    return Reply.of(response, written.stream().map(one -> "wrote " + one.line()).toList());
  }

  /** With the version only to its custodian, who alone has versions to count. */
  private String location(Call call, CaseSight sight, Written one, Optional<CaseView> view) {
    String address = one.type() + "/" + door.outward(call.caller(), one.id());
    if (view.isEmpty()) {
      // What its submitter has had erased since: the same location all the same.
      return address + "/_history/" + one.version();
    }
    return view.map(CaseView::item)
        .filter(item -> item.custodian().equals(call.caller().organisation()))
        .map(item -> address + "/_history/" + sight.counted(item, one.version()))
        .orElse(address);
  }
}
