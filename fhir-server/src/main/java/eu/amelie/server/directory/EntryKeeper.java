/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.Objects;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Which organisation keeps an entry. */
final class EntryKeeper {
  private EntryKeeper() {}

  /** As a reference; empty where the entry does not say, and for affiliations, which have two. */
  static String of(Resource entry) {
    if (entry instanceof Organization) {
      return "Organization/" + entry.getIdElement().getIdPart();
    }
    return Objects.requireNonNullElse(reference(entry).getReference(), "");
  }

  private static Reference reference(Resource entry) {
    if (entry instanceof HealthcareService service) {
      return service.getProvidedBy();
    }
    if (entry instanceof Location place) {
      return place.getManagingOrganization();
    }
    return entry instanceof Endpoint address ? address.getManagingOrganization() : new Reference();
  }

  /** The element that says so. */
  static String element(String type) {
    return "HealthcareService".equals(type)
        ? "HealthcareService.providedBy"
        : type + ".managingOrganization";
  }
}
