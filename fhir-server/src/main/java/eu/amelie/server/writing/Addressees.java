/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Whether a Consent permits the party that a Task is addressed to: something that the custodian of
 * its ServiceRequest submitted, beside the Task itself, is released to it for a purpose it comes
 * with. What others have submitted about the person, and to whom it is released, is no ground to
 * ask somebody to help on this one's behalf (docs/adr/0013-sub-referrals.md).
 */
@Component
class Addressees {
  private final PersonRecords records;
  private final Parties parties;

  Addressees(PersonRecords records, Parties parties) {
    this.records = records;
    this.parties = parties;
  }

  /**
   * Call once everything is stored.
   *
   * @throws eu.amelie.interceptors.disclosure.ExchangeException consent-insufficient
   */
  void requirePermitted(Wanted wanted, Draft draft) {
    Task task = (Task) draft.resource();
    PersonRecord record = records.read(draft.person());
    if (!isReleased(record, id(task.getFocus()), id(task.getOwner()))) {
      throw wanted.refusal(ErrorCode.CONSENT_INSUFFICIENT);
    }
  }

  boolean isPermitted(PersonRecord record, TaskRow task) {
    return task.owner().equals(task.requester())
        || isReleased(record, task.focus().toString(), task.owner());
  }

  private boolean isReleased(PersonRecord record, String focus, String owner) {
    return record.entries().stream()
        .map(PersonRecord.Entry::stored)
        .filter(item -> item.id().toString().equals(focus))
        .map(CaseItem::custodian)
        .anyMatch(custodian -> isReleasedAny(record, custodian, owner));
  }

  private boolean isReleasedAny(PersonRecord record, String custodian, String owner) {
    return partiesOf(owner).stream().anyMatch(party -> isReleasedAny(record, custodian, party));
  }

  private static boolean isReleasedAny(PersonRecord record, String custodian, Party party) {
    return record.entries().stream()
        .filter(entry -> entry.stored().custodian().equals(custodian))
        .filter(entry -> !entry.stored().custodian().equals(party.organisation()))
        .filter(entry -> !entry.stored().isOfParties())
        .map(entry -> record.decide(party.organisation(), party.role(), party.purposes(), entry))
        .anyMatch(Addressees::isByConsent);
  }

  private static String id(Reference reference) {
    return new IdType(reference.getReference()).getIdPart();
  }

  /** Of its own Task a party keeps sight whatever is permitted. */
  private static boolean isByConsent(Decision decision) {
    return decision instanceof Permit permit && !permit.basis().contains(CaseDecision.TASK_OWNER);
  }

  /** Who has never come may still be permitted: then for what its role would come with. */
  private List<Party> partiesOf(String organisation) {
    List<Party> known = parties.known(Set.of(organisation));
    return known.isEmpty()
        ? List.of(
            new Party(organisation, Role.SUPPORT, Set.of(Purpose.of("sc-support"))),
            new Party(organisation, Role.COORDINATOR, Set.of(Purpose.of("sc-coordination"))),
            new Party(organisation, Role.REFERRER, Set.of(Purpose.of("TREAT"))))
        : known;
  }

  /** To decide by whether a Task goes on. */
  PersonRecord recordOf(UUID person) {
    return records.readAsLastSeen(person);
  }
}
