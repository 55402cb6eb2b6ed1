/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The text of which two submissions of the same content are equal: as parsed, {@code urn:uuid}s
 * numbered by entry, without {@code Bundle.id}, timestamp and meta (contract, "Submitting a
 * referral"). It holds identity: it is hashed and forgotten.
 */
final class SubmittedContent {
  private SubmittedContent() {}

  static String of(FhirContext context, Resource submitted) {
    Resource copy = submitted.copy();
    strip(copy);
    if (!(copy instanceof Bundle bundle)) {
      return context.newJsonParser().encodeResourceToString(copy);
    }
    bundle.setId((String) null);
    bundle.setTimestamp(null);
    bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(resource -> resource != null)
        .forEach(SubmittedContent::strip);
    // A parser that keeps fullUrl and ids apart would write the id of an entry from its fullUrl.
    String json =
        context
            .newJsonParser()
            .setOverrideResourceIdWithBundleEntryFullUrl(false)
            .encodeResourceToString(bundle);
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      String fullUrl = bundle.getEntry().get(i).getFullUrl();
      if (fullUrl != null && fullUrl.startsWith("urn:uuid:")) {
        json = json.replace(fullUrl, "urn:entry:" + i);
      }
    }
    return json;
  }

  private static void strip(Resource resource) {
    resource.setMeta(null);
    if (resource instanceof DomainResource domain) {
      domain.getContained().forEach(SubmittedContent::strip);
    }
  }
}
