/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A question or an answer about a Task, between its requester and its owner.
 *
 * <p>Guaranteed: it is part of one Task and of nothing else, it is words alone, and it says who
 * wrote it to whom as the exchange knows it, whatever was sent. Not guaranteed: what the words say;
 * they are free text, and lie in the vault.
 */
public final class Messages {
  private static final String TASK = "Task/";

  private Messages() {}

  /** The reference of the Task that it is part of; empty where it names none, or several. */
  public static Optional<String> taskOf(Communication message) {
    List<Reference> wholes = message.getPartOf();
    return wholes.size() == 1
            && wholes.get(0).hasReference()
            && wholes.get(0).getReference().startsWith(TASK)
        ? Optional.of(wholes.get(0).getReference())
        : Optional.empty();
  }

  /**
   * Completes the message in place.
   *
   * @param sender reference of an Organization, and so is the recipient
   * @throws ExchangeException profile-violation
   */
  public static void complete(Communication message, String sender, String recipient) {
    require(
        taskOf(message).isPresent(),
        "Communication.partOf",
        "A message is part of one Task and names it.");
    require(
        message.getStatus() == CommunicationStatus.COMPLETED,
        "Communication.status",
        "A message has the status completed.");
    require(
        message.hasPayload() && message.getPayload().stream().allMatch(Messages::isText),
        "Communication.payload",
        "A message is text.");
    require(
        !message.hasBasedOn()
            && !message.hasAbout()
            && !message.hasInResponseTo()
            && !message.hasReasonReference()
            && !message.hasEncounter(),
        "Communication",
        "A message refers to its Task and to nothing else.");
    requireNoOther(List.of(message.getSender()), sender, "Communication.sender");
    requireNoOther(message.getRecipient(), recipient, "Communication.recipient");
    message.setSender(new Reference(sender));
    message.setRecipient(List.of(new Reference(recipient)));
  }

  private static boolean isText(CommunicationPayloadComponent payload) {
    return payload.getContent() instanceof StringType text && text.hasValue();
  }

  private static void requireNoOther(List<Reference> named, String party, String expression) {
    require(
        named.stream()
            .allMatch(
                reference -> !reference.hasReference() || party.equals(reference.getReference())),
        expression,
        "A message goes from one party of the Task to the other.");
  }

  private static void require(boolean holds, String expression, String message) {
    if (!holds) {
      throw ExchangeException.at(ErrorCode.PROFILE_VIOLATION, expression, message);
    }
  }
}
