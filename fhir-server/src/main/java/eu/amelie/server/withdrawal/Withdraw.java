/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.withdrawal;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.WithdrawalsTold;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.ConsentWithdrawal;
import eu.amelie.server.writing.DueCases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Withdraws a Consent, or the part of it that permits certain actors. Open to its custodian and to
 * whoever has a live Task on the person, seen or not: the person may say it to anybody.
 *
 * <p>Guaranteed: what was withdrawn is gone for every call that begins after the 200; saying it
 * twice changes nothing more.
 */
@Component
class Withdraw implements CallHandler {
  private final IdDoor door;
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final ConsentWithdrawal withdrawal;
  private final GuardianWithdrawals guardians;
  private final Directory directory;
  private final DueCases due;
  private final AuditTrail trail;
  private final WithdrawalsTold told;
  private final boolean sandbox;

  Withdraw(
      IdDoor door,
      CaseFacts facts,
      ConsentFacts consentFacts,
      ConsentWithdrawal withdrawal,
      GuardianWithdrawals guardians,
      Directory directory,
      DueCases due,
      AuditTrail trail,
      WithdrawalsTold told,
      Environment environment) {
    this.door = door;
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.withdrawal = withdrawal;
    this.guardians = guardians;
    this.directory = directory;
    this.due = due;
    this.trail = trail;
    this.told = told;
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("withdraw");
  }

  @Override
  public Recorded answer(Call call) {
    UUID id =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    // Asked of the database whether the Consent is there or not; nobody else's case is waited for.
    due.bringUpToDate(facts.item(id).map(CaseItem::person).orElse(id));
    return trail.writing(call, () -> answer(call, id));
  }

  private Reply answer(Call call, UUID id) {
    String organisation = call.caller().organisation();
    boolean again = told.isBy(id, organisation);
    Optional<CaseItem> entitled = entitled(organisation, id);
    if (entitled.isEmpty() && again) {
      // Said again by whoever has withdrawn: its Task has ended by just that.
      return Reply.done("Withdrawn.", List.of("withdrew again Consent/" + id));
    }
    CaseItem consent = entitled.orElseThrow(ExchangeException::notFound);
    // One that the directory lists no longer is still taken back where she has permitted it.
    WithdrawRequest request =
        WithdrawRequest.of(
            call.content(),
            named ->
                directory.exists("Organization", named)
                    || consentFacts.actors(consent.person()).contains(named));
    if (request.capturedHow().isEmpty() && !sandbox) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          "Parameters.parameter",
          "The parameter capturedHow is missing.");
    }
    if (request.capturedHow().equals(Optional.of(GuardianWithdrawals.METHOD))) {
      guardians.requireBestInterest(consent);
    }
    withdrawal.perform(organisation, consent, request.actors());
    told.save(id, organisation);
    // It tells nothing of what there was to withdraw.
    return Reply.done(
        "Withdrawn.",
        List.of("withdrew Consent/" + id + " " + request.capturedHow().orElse("verbal-witnessed")));
  }

  /** Asks the same of the database whether the Consent is there or not. */
  private Optional<CaseItem> entitled(String organisation, UUID id) {
    Optional<CaseItem> found = facts.item(id).filter(consent -> consent.type().equals("Consent"));
    UUID person = found.map(CaseItem::person).orElse(id);
    Instant now = facts.now();
    boolean works =
        facts.tasksOf(person).stream()
            .filter(task -> task.owner().equals(organisation) && task.givesNeed(person))
            .anyMatch(task -> task.fact().isLive(now, CaseRequest.DEFAULT_FOLLOW_UP));
    return found.filter(consent -> works || consent.custodian().equals(organisation));
  }
}
