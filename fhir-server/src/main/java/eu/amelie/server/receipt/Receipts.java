/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.receipt;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paper.Paper;
import eu.amelie.server.paper.PaperRequest;
import eu.amelie.server.paper.PaperTexts;
import eu.amelie.server.writing.DueCases;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.stereotype.Component;

/**
 * Answers {@code $receipt}: a Binary, which leaves as it is where HTML or PDF is asked for, and as
 * a resource with the HTML inside where FHIR is.
 *
 * <p>Guaranteed: for the Consent's custodian only; to all others it is not there. Not guaranteed:
 * that the paper is kept safe.
 */
@Component
class Receipts implements CallHandler {
  private static final String WORDS = "eu.amelie.server.receipt.receipt";

  private final IdDoor door;
  private final CaseSights sights;
  private final CaseFacts facts;
  private final Decisions decisions;
  private final DueCases due;
  private final ReceiptPage page;
  private final Paper paper;
  private final AuditTrail trail;

  Receipts(
      IdDoor door,
      CaseSights sights,
      CaseFacts facts,
      Decisions decisions,
      DueCases due,
      ReceiptPage page,
      Paper paper,
      AuditTrail trail) {
    this.door = door;
    this.sights = sights;
    this.facts = facts;
    this.decisions = decisions;
    this.due = due;
    this.page = page;
    this.paper = paper;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("receipt");
  }

  @Override
  public Recorded answer(Call call) {
    UUID id =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate();
    return trail.reading(call, () -> answer(call, id));
  }

  private Reply answer(Call call, UUID id) {
    CaseView view =
        sights
            .of(call.caller())
            .view("Consent", id)
            .filter(seen -> seen.item().custodian().equals(call.caller().organisation()))
            .orElseThrow(ExchangeException::notFound);
    PaperRequest request = PaperRequest.of(call);
    Consent consent = (Consent) view.resource();
    PaperTexts texts =
        PaperTexts.choose(WORDS, request.language(), Optional.ofNullable(consent.getLanguage()));
    String html = page.html(receipt(view.item(), consent, request), texts, facts.today());
    return paper.reply(call, html, texts, List.of(view.seen()));
  }

  private Receipt receipt(CaseItem item, Consent consent, PaperRequest request) {
    boolean named = Receipt.mayName(request.paperSafe(), facts.safeContact(item.person()));
    return Receipt.of(consent, counts(item), named, facts.now());
  }

  /** As decisions count it, so that the paper promises nothing that is over. */
  private boolean counts(CaseItem item) {
    return decisions
        .factsOf(item.person())
        .consents()
        .getOrDefault(item.custodian(), List.of())
        .stream()
        .filter(compiled -> compiled.id().equals("Consent/" + item.id()))
        .anyMatch(CompiledConsent::isPermitting);
  }
}
