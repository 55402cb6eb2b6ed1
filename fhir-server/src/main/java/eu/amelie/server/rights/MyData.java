/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paper.PaperRequest;
import eu.amelie.server.writing.DueCases;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Answers {@code $my-data}: to whoever keeps something about a person, what it keeps, for her; to
 * others it is not there. With a key, everything that anybody keeps, sealed.
 *
 * <p>Guaranteed: beside the sealed file nothing that another organisation has submitted, and no
 * sign that there is any. No label withholds anything. Not guaranteed: that the person gets it.
 */
@Component
class MyData implements CallHandler {
  private static final String SEAL_TO = "sealTo";

  private final IdDoor door;
  private final OwnViews views;
  private final CaseFacts facts;
  private final DueCases due;
  private final OwnSheet sheets;
  private final SheetReply replies;
  private final CompleteFile complete;
  private final AuditTrail trail;

  MyData(
      IdDoor door,
      OwnViews views,
      CaseFacts facts,
      DueCases due,
      OwnSheet sheets,
      SheetReply replies,
      CompleteFile complete,
      AuditTrail trail) {
    this.door = door;
    this.views = views;
    this.facts = facts;
    this.due = due;
    this.sheets = sheets;
    this.replies = replies;
    this.complete = complete;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("my-data");
  }

  @Override
  public Recorded answer(Call call) {
    UUID person =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate();
    return asksForAll(call)
        ? trail.writing(call, () -> sealed(call, person))
        : trail.reading(call, () -> own(call, person));
  }

  private static boolean asksForAll(Call call) {
    return call.content() instanceof Content.Whole whole
        && whole.resource() instanceof Parameters parameters
        && parameters.hasParameter(SEAL_TO);
  }

  private Reply own(Call call, UUID person) {
    List<CaseView> own = views.of(call.caller(), person);
    PaperRequest request = PaperRequest.of(call, SEAL_TO);
    List<Resource> items = own.stream().map(CaseView::resource).toList();
    RightsTexts texts = RightsTexts.choose(request.language(), OwnSheet.languageOf(items));
    boolean named = Receipt.mayName(request.paperSafe(), facts.safeContact(person));
    Sheet sheet = sheets.ofOne(items, texts, named, facts.now());
    return replies.of(call, sheet, texts, own.stream().map(CaseView::seen).toList());
  }

  private Reply sealed(Call call, UUID person) {
    if (!views.hasAny(call.caller(), person)) {
      throw ExchangeException.notFound();
    }
    PaperRequest request = PaperRequest.of(call, SEAL_TO);
    facts.lockPerson(person);
    Binary file = new Binary();
    file.setContentType("application/octet-stream");
    file.setData(
        complete.sealed(
            person,
            Optional.ofNullable(request.more().get(SEAL_TO)).orElse(""),
            request.language()));
    return Reply.of(file, List.of("sealed Patient/" + person))
        .with("Content-Disposition", "attachment; filename=\"sheet.sealed\"");
  }
}
