/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.Messages;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.stereotype.Component;

/** Who may say something about a Task: its two parties, while both would read it. */
@Component
class MessageRules {
  private static final Set<String> ENDED = Set.of("rejected", "cancelled", "failed");

  private final CaseFacts facts;

  MessageRules(CaseFacts facts) {
    this.facts = facts;
  }

  /**
   * Completes the message.
   *
   * @throws ExchangeException not-found to whoever is no party, or sees no such Task
   */
  void require(Caller caller, CaseSight sight, Wanted wanted, Communication message) {
    TaskRow task =
        Messages.taskOf(message)
            .map(reference -> UUID.fromString(new IdType(reference).getIdPart()))
            .filter(id -> sight.isVisible("Task", id))
            .flatMap(facts::task)
            .filter(row -> isParty(caller, row))
            .orElseThrow(ExchangeException::notFound);
    try {
      Messages.complete(message, caller.reference(), "Organization/" + other(caller, task));
    } catch (ExchangeException e) {
      throw ExchangeException.at(
          e.code(), wanted.at(e.issues().get(0).expression()), e.issues().get(0).message());
    }
    if (ENDED.contains(task.status())
        || !task.fact().isLive(facts.now(), CaseRequest.DEFAULT_FOLLOW_UP)) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          wanted.at("Communication.partOf"),
          "The Task has ended: there is nobody to ask any more.");
    }
  }

  private static boolean isParty(Caller caller, TaskRow task) {
    return caller.organisation().equals(task.owner())
        || caller.organisation().equals(task.requester());
  }

  private static String other(Caller caller, TaskRow task) {
    return caller.organisation().equals(task.owner()) ? task.requester() : task.owner();
  }
}
