/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.erasure;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.CodedReason;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.recall.Recall.Kind;
import eu.amelie.server.recall.Recalls;
import eu.amelie.server.writing.DueCases;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/[id]/$erase}, for whoever has submitted anything about the person; others learn
 * nothing of her. Saying it again changes nothing more.
 */
@Component
class Erase implements CallHandler {
  /** GDPR art. 17 (1), and a record made of the wrong person. */
  private static final Set<String> REASONS =
      Set.of(
          "person-request",
          "consent-withdrawn",
          "no-longer-needed",
          "objection",
          "unlawful",
          "legal-obligation",
          "wrong-person");

  private final IdDoor door;
  private final CaseFacts facts;
  private final Erasure erasure;
  private final Recalls recalls;
  private final DueCases due;
  private final AuditTrail trail;

  Erase(
      IdDoor door,
      CaseFacts facts,
      Erasure erasure,
      Recalls recalls,
      DueCases due,
      AuditTrail trail) {
    this.door = door;
    this.facts = facts;
    this.erasure = erasure;
    this.recalls = recalls;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("erase");
  }

  @Override
  public Recorded answer(Call call) {
    UUID person =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate(person);
    return trail.writing(call, () -> answer(call, person));
  }

  private Reply answer(Call call, UUID person) {
    String custodian = call.caller().organisation();
    boolean repeated = recalls.isErased(person, custodian);
    if (!repeated && !facts.hasPart(person, custodian)) {
      throw ExchangeException.notFound();
    }
    String reason = CodedReason.of(call.content(), REASONS);
    if (erasure.perform(person, custodian, Instant.MAX) > 0) {
      recalls.keep(Kind.ERASURE, person, custodian, 0, reason);
    } else {
      recalls.requireWritten(person, custodian);
    }
    return Reply.done("Erased.", List.of("erased Patient/" + person + " " + reason));
  }
}
