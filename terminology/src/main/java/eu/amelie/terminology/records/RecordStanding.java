/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.records;

import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * Which records say something about a person.
 *
 * <p>Guaranteed: what was entered in error, was called off or refuted, or is not whole yet says
 * nothing, and neither does what follows rules of its own or carries a modifier anywhere: it can
 * mean something else, or its opposite. Not guaranteed: that what stands is true, or still so.
 */
public final class RecordStanding {
  /** An Observation of unknown or without any status says nothing either. */
  private static final Set<ObservationStatus> OBSERVED =
      EnumSet.of(
          ObservationStatus.PRELIMINARY,
          ObservationStatus.FINAL,
          ObservationStatus.AMENDED,
          ObservationStatus.CORRECTED);

  private static final Set<QuestionnaireResponseStatus> WHOLE =
      EnumSet.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);

  private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

  private RecordStanding() {}

  /** Of a type that has no such status only rules and modifiers are looked at. */
  public static boolean stands(Resource record) {
    return isSaid(record) && !record.hasImplicitRules() && !hasModifier(record);
  }

  private static boolean isSaid(Resource record) {
    if (record instanceof Observation observation) {
      return OBSERVED.contains(observation.getStatus());
    }
    if (record instanceof QuestionnaireResponse response) {
      return WHOLE.contains(response.getStatus());
    }
    if (record instanceof Condition condition) {
      return !isRefuted(condition.getVerificationStatus());
    }
    if (record instanceof ServiceRequest request) {
      return request.getStatus() != ServiceRequestStatus.ENTEREDINERROR;
    }
    return !(record instanceof Task task) || task.getStatus() != TaskStatus.ENTEREDINERROR;
  }

  /** By the code, whatever system it is said to be of: a doubt counts against it. */
  private static boolean isRefuted(CodeableConcept status) {
    return status.getCoding().stream()
        .anyMatch(coding -> coding.hasCode() && NOT_SO.contains(coding.getCode()));
  }

  private static boolean hasModifier(Base element) {
    for (Property property : element.children()) {
      if (property.getName().equals("modifierExtension") && property.hasValues()) {
        return true;
      }
      for (Base child : property.getValues()) {
        if (hasModifier(child)) {
          return true;
        }
      }
    }
    return false;
  }
}
