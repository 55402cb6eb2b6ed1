/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * The placer identifier by which a sender's second try is known again (type {@code PLAC} of HL7 v2
 * table 0203): of the new ServiceRequest, else of the new Task.
 *
 * @param value system and value; may identify, and is never stored as it is
 */
record SubmissionKey(String type, String value) {
  private static final String TABLE = "http://terminology.hl7.org/CodeSystem/v2-0203";

  static Optional<SubmissionKey> of(Bundle bundle) {
    List<Resource> created =
        bundle.getEntry().stream()
            .filter(entry -> entry.getRequest().getMethod() == HTTPVerb.POST)
            .map(BundleEntryComponent::getResource)
            .toList();
    return Stream.concat(
            created.stream().filter(ServiceRequest.class::isInstance),
            created.stream().filter(Task.class::isInstance))
        .flatMap(resource -> of(resource).stream())
        .findFirst();
  }

  static Optional<SubmissionKey> of(Resource resource) {
    List<Identifier> identifiers = List.of();
    if (resource instanceof ServiceRequest request) {
      identifiers = request.getIdentifier();
    } else if (resource instanceof Task task) {
      identifiers = task.getIdentifier();
    }
    return identifiers.stream()
        .filter(SubmissionKey::isPlacer)
        .map(
            identifier ->
                new SubmissionKey(
                    resource.fhirType(),
                    (identifier.hasSystem() ? identifier.getSystem() : "")
                        + "|"
                        + identifier.getValue()))
        .findFirst();
  }

  private static boolean isPlacer(Identifier identifier) {
    return identifier.hasValue()
        && identifier.getType().getCoding().stream()
            .anyMatch(
                coding -> TABLE.equals(coding.getSystem()) && "PLAC".equals(coding.getCode()));
  }

  @Override
  public String toString() {
    return "SubmissionKey[" + type + "]";
  }
}
