/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.restriction;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.CodedReason;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.DueCases;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/[id]/$restrict}, for whoever has submitted anything about the person. With {@code
 * lift} true it ends.
 */
@Component
class Restrict implements CallHandler {
  /** GDPR art. 18 (1). */
  private static final Set<String> REASONS =
      Set.of("person-request", "accuracy-contested", "unlawful", "legal-claim", "objection");

  private final IdDoor door;
  private final CaseFacts facts;
  private final Restriction restriction;
  private final DueCases due;
  private final AuditTrail trail;

  Restrict(IdDoor door, CaseFacts facts, Restriction restriction, DueCases due, AuditTrail trail) {
    this.door = door;
    this.facts = facts;
    this.restriction = restriction;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("restrict");
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
    if (!facts.hasPart(person, custodian)) {
      throw ExchangeException.notFound();
    }
    if (lifts(call.content())) {
      restriction.lift(person, custodian);
      return Reply.done("Lifted.", List.of("lifted Patient/" + person));
    }
    String reason = CodedReason.of(call.content(), REASONS);
    restriction.impose(person, custodian, reason);
    return Reply.done("Restricted.", List.of("restricted Patient/" + person + " " + reason));
  }

  private static boolean lifts(Content content) {
    return !(content instanceof Content.None)
        && content.resource(Parameters.class).getParameterValue("lift") instanceof BooleanType lift
        && lift.booleanValue();
  }
}
