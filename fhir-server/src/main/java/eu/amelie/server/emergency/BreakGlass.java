/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.emergency;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.consent.BreakGlassGrant;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.EmergencyGrants;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.EmergencyReviews;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Opens one person's items for reading, by id, with the purpose BTG or ETREAT, for 30 minutes.
 *
 * <p>Guaranteed: an explicit deny stands, and looks like absence here too; grant, audit record and
 * the auditor's Task are one transaction. Where no auditor is configured nobody gets access.
 */
@Component
class BreakGlass implements CallHandler {
  private static final Set<Purpose> EMERGENCY = Set.of(Purpose.of("BTG"));

  private final IdDoor door;
  private final CaseFacts facts;
  private final CaseSights sights;
  private final EmergencyGrants grants;
  private final EmergencyReviews reviews;
  private final AuditTrail trail;
  private final String auditor;

  /**
   * @param auditor id of the Organization whose auditors look into each emergency access
   */
  BreakGlass(
      IdDoor door,
      CaseFacts facts,
      CaseSights sights,
      EmergencyGrants grants,
      EmergencyReviews reviews,
      AuditTrail trail,
      @Value("${amelie.emergency.auditor:}") String auditor) {
    this.door = door;
    this.facts = facts;
    this.sights = sights;
    this.grants = grants;
    this.reviews = reviews;
    this.trail = trail;
    this.auditor = auditor;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("break-glass");
  }

  @Override
  public Recorded answer(Call call) {
    UUID person =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    return trail.writing(call, () -> answer(call, person));
  }

  private Reply answer(Call call, UUID person) {
    String organisation = call.caller().organisation();
    Instant now = facts.now();
    BreakGlassGrant grant =
        new BreakGlassGrant(
            organisation, "Patient/" + person, now, now.plus(BreakGlassGrant.LONGEST));
    // Who is denied does not wait for those who write about her, and does not learn that they do.
    requirePermit(call, person, grant);
    facts.lockPerson(person);
    requirePermit(call, person, grant);
    EmergencyRequest request = EmergencyRequest.of(call.content());
    if (auditor.isBlank()) {
      throw ExchangeException.of(ErrorCode.UNAVAILABLE);
    }
    grants.add(person, grant, request.reason());
    reviews.ask(auditor, organisation, person, request.reason(), request.justification());
    Parameters answer = new Parameters();
    answer.addParameter("until", new InstantType(grant.until().toString()));
    return Reply.of(answer, List.of("opened Patient/" + person + " " + request.reason()));
  }

  private void requirePermit(Call call, UUID person, BreakGlassGrant grant) {
    Decision decision = sights.decideInEmergency(call.caller(), EMERGENCY, person, grant);
    if (decision instanceof Decision.Deny) {
      throw ExchangeException.notFound();
    }
  }
}
