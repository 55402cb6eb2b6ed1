/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.cases.RecordStore;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.OrganizationAffiliation;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Entries as everybody may see them: the one way by which the directory leaves the store. */
@Component
class DirectoryEntries {
  private static final int AT_ONCE = 200;

  private final Directory directory;
  private final RecordStore records;
  private final ConfidentialServices confidential;

  DirectoryEntries(Directory directory, RecordStore records, FhirContext context) {
    this.directory = directory;
    this.records = records;
    this.confidential = new ConfidentialServices(context);
  }

  /**
   * @throws ExchangeException not-found
   */
  Resource shown(String type, String id) {
    if (!directory.exists(type, id)) {
      throw ExchangeException.notFound();
    }
    return shown(records.entry(type, id));
  }

  /** A copy with a plain id and the version, and without what a confidential place hides. */
  Resource shown(Resource stored) {
    Meta meta = new Meta();
    meta.setVersionId(stored.getIdElement().getVersionIdPart());
    meta.setLastUpdated(stored.getMeta().getLastUpdated());
    Resource shown = told(stored);
    shown.setId(new IdType(stored.fhirType(), stored.getIdElement().getIdPart()));
    shown.setMeta(meta);
    if (shown instanceof Organization organization
        && ConfidentialPlaces.tellsMore(organization)
        && keepsAPlaceConfidential(organization.getIdElement())) {
      ConfidentialPlaces.reduce(organization);
    }
    if (shown instanceof Endpoint endpoint) {
      // Whatever stands there: credentials, and people, are nobody else's.
      endpoint.setHeader(null).setContact(null);
    }
    if (shown instanceof OrganizationAffiliation affiliation) {
      affiliation.setTelecom(null);
    }
    return shown;
  }

  private Resource told(Resource stored) {
    if (stored instanceof Location place && ConfidentialPlaces.isConfidential(place)) {
      return ConfidentialPlaces.reduced(place);
    }
    if (stored instanceof HealthcareService service
        && confidential.tellsMore(service)
        && isConfidential(service)) {
      return confidential.told(service);
    }
    Resource whole = stored.copy();
    if (whole instanceof HealthcareService service) {
      service
          .getExtension()
          .removeIf(extension -> !ServiceEntryShape.EXTENSIONS.contains(extension.getUrl()));
    }
    return whole;
  }

  /**
   * Whether a service works at a place that must not be known. One that names no place does where
   * its organisation keeps such a place: it may only have left it out.
   */
  boolean isConfidential(HealthcareService service) {
    return service.hasLocation()
        ? service.getLocation().stream().anyMatch(place -> isConfidential(place.getReference()))
        : keepsAPlaceConfidential(new IdType(service.getProvidedBy().getReference()));
  }

  /** So is what cannot be looked up. */
  private boolean isConfidential(String reference) {
    IdType place = new IdType(reference);
    return !"Location".equals(place.getResourceType())
        || !directory.exists("Location", place.getIdPart())
        || ConfidentialPlaces.isConfidential(
            (Location) records.entry("Location", place.getIdPart()));
  }

  private boolean keepsAPlaceConfidential(IdType organization) {
    SearchParameterMap places = new SearchParameterMap();
    places.add("organization", new ReferenceParam("Organization", null, organization.getIdPart()));
    return records.rows("Location", places, 0, AT_ONCE).stream()
        .anyMatch(place -> ConfidentialPlaces.isConfidential((Location) place));
  }

  /** All services that are working, as stored. */
  List<HealthcareService> activeServices() {
    List<HealthcareService> services = new ArrayList<>();
    List<Resource> rows;
    do {
      SearchParameterMap active = new SearchParameterMap();
      active.add("active", new TokenParam("true"));
      rows = records.rows("HealthcareService", active, services.size(), AT_ONCE);
      rows.forEach(row -> services.add((HealthcareService) row));
    } while (rows.size() == AT_ONCE);
    return services;
  }
}
