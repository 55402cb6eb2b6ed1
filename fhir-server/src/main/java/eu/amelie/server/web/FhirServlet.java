/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.answer.AcceptedFormat;
import eu.amelie.server.answer.AcceptedLanguage;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.conformance.Capabilities;
import eu.amelie.server.handling.Dispatcher;
import eu.amelie.server.handling.Refusals;
import eu.amelie.server.throttle.LargeBodies;
import eu.amelie.server.throttle.Throttle;
import eu.amelie.server.throttle.Turn;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * The FHIR base. Every request ends in exactly one answer, and no answer is sent that is not on
 * record, but for two that tell nothing: 503 where the record cannot be made, and 429, of which a
 * flood leaves one record in a second.
 */
class FhirServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient RequestReader requests;
  private final transient Gate gate;
  private final transient Dispatcher dispatcher;
  private final transient Refusals refusals;
  private final transient Capabilities capabilities;
  private final transient ReplyWriter replies;
  private final transient Throttle throttle;
  private final transient LargeBodies largeBodies;

  FhirServlet(
      RequestReader requests,
      Gate gate,
      Dispatcher dispatcher,
      Refusals refusals,
      Capabilities capabilities,
      ReplyWriter replies,
      Throttle throttle,
      LargeBodies largeBodies) {
    this.requests = requests;
    this.gate = gate;
    this.dispatcher = dispatcher;
    this.refusals = refusals;
    this.capabilities = capabilities;
    this.replies = replies;
    this.throttle = throttle;
    this.largeBodies = largeBodies;
  }

  /** How far a request was understood when it was answered. */
  private static final class Progress {
    private Optional<FhirCall> asked = Optional.empty();
    private Optional<Admit> admit = Optional.empty();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Caller> caller = CurrentCaller.find();
    String requestId = RequestIds.of(request);
    Turn turn =
        caller
            .map(throttle::of)
            .orElseGet(() -> throttle.of(Throttle.Unknown.DISCOVERY, request.getRemoteAddr()));
    try {
      service(request, response, caller, requestId, turn);
    } finally {
      if (turn instanceof Turn.Now now) {
        now.end().run();
      }
    }
  }

  private void service(
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<Caller> caller,
      String requestId,
      Turn turn)
      throws IOException {
    if (turn instanceof Turn.Later later && !later.onRecord()) {
      replies.unrecorded(request, response, requestId, later.refusal());
      return;
    }
    Progress progress = new Progress();
    Recorded answer;
    try {
      if (turn instanceof Turn.Later later) {
        throw later.refusal();
      }
      answer =
          caller.isPresent()
              ? answer(request, caller.get(), requestId, progress)
              : discovery(request, requestId, progress);
    } catch (RequestRejectedException e) {
      // A header with characters that no header may have, found out when it is read.
      answer = refused(caller, requestId, progress, ExchangeException.of(ErrorCode.MALFORMED));
    } catch (RuntimeException e) {
      answer = refused(caller, requestId, progress, refusals.of(e));
    } catch (AssertionError | LinkageError | StackOverflowError e) {
      // A fault of the program is an outage to the caller, like any other.
      answer = refused(caller, requestId, progress, refusals.of(new IllegalStateException(e)));
    }
    if (answer == null) {
      replies.unrecorded(request, response, requestId, RetryLaterException.unavailable());
    } else {
      replies.send(request, response, requestId, progress.admit, answer);
    }
  }

  private Recorded answer(
      HttpServletRequest request, Caller caller, String requestId, Progress progress) {
    FhirCall asked = requests.read(request);
    progress.asked = Optional.of(asked);
    Admit admit =
        AcceptedFormat.settled(gate.check(caller, asked).orThrow(), request.getHeader("Accept"));
    progress.admit = Optional.of(admit);
    try (LargeBodies.Place place = largeBodies.placeFor(request)) {
      return answer(request, caller, requestId, progress, asked, admit);
    }
  }

  private Recorded answer(
      HttpServletRequest request,
      Caller caller,
      String requestId,
      Progress progress,
      FhirCall named,
      Admit firstAdmit) {
    FhirCall asked = named;
    Admit admit = firstAdmit;
    Content content = requests.content(request, asked.interaction());
    if (asked.interaction() instanceof Interaction.BundlePost post) {
      asked = ofKind(asked, post, content.resource(Bundle.class));
      progress.asked = Optional.of(asked);
      admit = gate.check(caller, asked).orThrow();
    }
    return dispatcher.answer(
        new Call(
            caller,
            admit,
            asked,
            content,
            requests.base(request),
            requestId,
            language(request),
            requests.preference(request),
            0));
  }

  /** One of the exchange's own, whatever the machine's is. */
  private static Locale language(HttpServletRequest request) {
    return Locale.forLanguageTag(AcceptedLanguage.of(request).tag());
  }

  private static FhirCall ofKind(FhirCall asked, Interaction.BundlePost post, Bundle bundle) {
    return bundle.hasType()
        ? new FhirCall(post.of(bundle.getType()), asked.parameters(), asked.conditions())
        : new FhirCall(post.of(Bundle.BundleType.NULL), asked.parameters(), asked.conditions());
  }

  private Recorded discovery(HttpServletRequest request, String requestId, Progress progress) {
    FhirCall asked = requests.read(request);
    progress.asked = Optional.of(asked);
    progress.admit = Optional.of(gate.checkUnauthenticated(asked).orThrow());
    return refusals.discovered(
        entry(Optional.empty(), requestId, progress, 200, "permit"),
        capabilities.publicStatement(requests.base(request)));
  }

  /** Null where the refusal cannot be put on record either. */
  private Recorded refused(
      Optional<Caller> caller, String requestId, Progress progress, ExchangeException refusal) {
    try {
      return refusals.record(
          entry(caller, requestId, progress, refusal.code().status(), refusal.code().code()),
          refusal);
    } catch (RuntimeException e) {
      refusals.of(e);
      return null;
    }
  }

  private static AuditEntry entry(
      Optional<Caller> caller, String requestId, Progress progress, int status, String outcome) {
    return new AuditEntry(
        requestId,
        caller,
        status < 400 ? "none" : "refused",
        progress.asked.map(asked -> AuditEntry.nameOf(asked.interaction())).orElse("unreadable"),
        status,
        outcome,
        List.of());
  }
}
