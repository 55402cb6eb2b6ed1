/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.receipt.Receipt;
import eu.amelie.interceptors.rights.Disclosure;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.OwnParts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paper.PaperRequest;
import eu.amelie.server.writing.DueCases;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Answers {@code $disclosures}: to whoever keeps something about a person, who saw that, for her;
 * to others it is not there.
 *
 * <p>Guaranteed: of others' accesses only those of organisations that the caller itself has asked
 * to help, while it had asked them, and only to what it submitted. That a Consent names somebody is
 * no ground to tell of them: of those whom it permits the caller is not to learn who took the
 * person in, nor in which country. They, and who looked in an emergency, stand in the complete file
 * alone; that there may be others is said on every sheet, and where there are none.
 */
@Component
class Disclosures implements CallHandler {
  private final IdDoor door;
  private final OwnViews views;
  private final OwnParts parts;
  private final AccessRows accesses;
  private final CaseFacts facts;
  private final DueCases due;
  private final AccessSheet sheets;
  private final SheetReply replies;
  private final AuditTrail trail;

  Disclosures(
      IdDoor door,
      OwnViews views,
      OwnParts parts,
      AccessRows accesses,
      CaseFacts facts,
      DueCases due,
      AccessSheet sheets,
      SheetReply replies,
      AuditTrail trail) {
    this.door = door;
    this.views = views;
    this.parts = parts;
    this.accesses = accesses;
    this.facts = facts;
    this.due = due;
    this.sheets = sheets;
    this.replies = replies;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("disclosures");
  }

  @Override
  public Recorded answer(Call call) {
    UUID person =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate();
    return trail.reading(call, () -> answer(call, person));
  }

  private Reply answer(Call call, UUID person) {
    List<CaseView> own = views.of(call.caller(), person);
    PaperRequest request = PaperRequest.of(call);
    RightsTexts texts =
        RightsTexts.choose(
            request.language(), OwnSheet.languageOf(own.stream().map(CaseView::resource).toList()));
    String giver = call.caller().organisation();
    Set<UUID> about = own.stream().map(view -> view.item().id()).collect(Collectors.toSet());
    List<OwnParts.Asked> asked = parts.askedBy(person, giver);
    Set<String> told =
        Stream.concat(Stream.of(giver), asked.stream().map(OwnParts.Asked::organisation))
            .collect(Collectors.toSet());
    Sheet sheet =
        sheets.of(
            Disclosure.of(accesses.to(about, giver, asked), about, told::contains),
            Optional.of(giver),
            Receipt.mayName(request.paperSafe(), facts.safeContact(person)),
            id -> door.outward(call.caller(), UUID.fromString(id)),
            texts);
    return replies.of(call, sheet, texts, List.of("told Patient/" + person));
  }
}
