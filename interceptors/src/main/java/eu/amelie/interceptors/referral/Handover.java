/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;

/**
 * The Task by which one country's coordinator asks another's to take over. It is a Task like any
 * other: the Consent has to permit its owner, a withdrawal ends it, and its requester learns of it
 * what requesters learn.
 */
public final class Handover {
  private static final String DESTINATION =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-destination-country";
  private static final String COUNTRIES = "urn:iso:std:iso:3166";

  private static final String TYPES = "http://hl7.org/fhir/resource-types";

  private Handover() {}

  /** Whether a Task asks another country to take over. */
  public static boolean isOffer(Task task) {
    return task.hasExtension(DESTINATION);
  }

  /** Of a Task that the exchange did not make to ask that: a sender's own word for it. */
  public static void unmark(Task task) {
    task.getExtension().removeIf(extension -> DESTINATION.equals(extension.getUrl()));
  }

  /**
   * Points to a Consent that lets the one who is asked take over; changes the Task in place.
   *
   * @param consent reference
   */
  public static void addConsent(Task offer, String consent) {
    offer
        .addInput()
        .setType(new CodeableConcept(new Coding(TYPES, "Consent", null)))
        .setValue(new Reference(consent));
  }

  /**
   * Says in which versions these permit it, so that a change shows; changes the Task in place.
   *
   * @param versions as the one who is asked counts them
   */
  public static void addVersions(Task offer, List<String> versions) {
    offer
        .addInput()
        .setType(new CodeableConcept(new Coding(TYPES, "Consent", null)))
        .setValue(new StringType(String.join(" ", versions)));
  }

  /** What {@link #addVersions} has said; empty where it has not. */
  public static Optional<String> versions(Task offer) {
    return consentInputs(offer)
        .map(ParameterComponent::getValue)
        .filter(StringType.class::isInstance)
        .map(Type::primitiveValue)
        .findFirst();
  }

  /** References of the Consents that {@link #addConsent} has pointed to. */
  public static List<String> consents(Task offer) {
    return consentInputs(offer)
        .map(input -> input.getValue() instanceof Reference one ? one.getReference() : null)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Stream<ParameterComponent> consentInputs(Task offer) {
    return offer.getInput().stream()
        .filter(
            input ->
                input.getType().getCoding().stream()
                    .anyMatch(
                        type ->
                            TYPES.equals(type.getSystem()) && "Consent".equals(type.getCode())));
  }

  /**
   * @param original that is to be handed over, as the one who asks sees it
   * @param requester reference of the one who asks
   * @param coordinator reference of the one who is asked
   * @param country of the one who is asked
   */
  public static Task offer(Task original, String requester, String coordinator, String country) {
    Task offer = new Task();
    CodeableConcept destination = new CodeableConcept();
    destination.addCoding().setSystem(COUNTRIES).setCode(country);
    offer.addExtension(new Extension(DESTINATION, destination));
    offer.setStatus(TaskStatus.REQUESTED);
    offer.setIntent(TaskIntent.ORDER);
    offer.setPriority(original.getPriority());
    offer.setFor(new Reference(original.getFor().getReference()));
    offer.setFocus(new Reference(original.getFocus().getReference()));
    offer.setRequester(new Reference(requester));
    offer.setOwner(new Reference(coordinator));
    return offer;
  }
}
