/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenParam;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.cases.ElementWalk;
import eu.amelie.server.cases.RecordStore;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.OrganizationAffiliation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Entries as everybody may see them: the one way by which the directory leaves the store. */
@Component
class DirectoryEntries {
  private static final int AT_ONCE = 200;

  private final StoredDirectory directory;
  private final RecordStore records;
  private final ConfidentialServices confidential;
  private final TechnicalAddresses addresses;

  DirectoryEntries(
      StoredDirectory directory,
      RecordStore records,
      ProfileValidator validator,
      FhirContext context) {
    this.directory = directory;
    this.records = records;
    this.confidential = new ConfidentialServices(context, validator.knownCodes());
    this.addresses = new TechnicalAddresses(validator.knownCodes());
  }

  /**
   * @throws ExchangeException not-found
   */
  Resource shown(String type, String id) {
    return shown(directory.find(type, id).orElseThrow(ExchangeException::notFound));
  }

  /** A copy with a plain id and the version, and without what a confidential place hides. */
  Resource shown(Resource stored) {
    return shown(stored, directory);
  }

  /** The same of many: what decides about several is looked up once. */
  List<Resource> shown(List<Resource> rows) {
    DirectoryState once = new RememberedDirectory(directory);
    return rows.stream().map(row -> shown(row, once)).toList();
  }

  private Resource shown(Resource stored, DirectoryState state) {
    Meta meta = new Meta();
    meta.setVersionId(stored.getIdElement().getVersionIdPart());
    meta.setLastUpdated(stored.getMeta().getLastUpdated());
    Resource shown = told(stored, state);
    shown.setId(new IdType(stored.fhirType(), stored.getIdElement().getIdPart()));
    shown.setMeta(meta);
    return shown;
  }

  private Resource told(Resource stored, DirectoryState state) {
    if (stored instanceof Location place && state.isConfidential(place)) {
      return ConfidentialPlaces.reduced(place);
    }
    if (stored instanceof Endpoint address) {
      return addresses.told(address, state.keepsAPlaceConfidential(EntryKeeper.of(stored)));
    }
    if (stored instanceof HealthcareService service
        && confidential.tellsMore(service)
        && EntryRules.isConfidential(service, state)) {
      return confidential.told(service);
    }
    DomainResource whole = (DomainResource) stored.copy();
    whole
        .getExtension()
        .removeIf(
            extension -> !EntryRules.extensionsOf(whole.fhirType()).contains(extension.getUrl()));
    nameNoPlace(whole, state);
    if (whole instanceof OrganizationAffiliation affiliation) {
      affiliation.setTelecom(null);
    }
    if (whole instanceof Organization organization
        && ConfidentialPlaces.tellsMore(organization)
        && state.keepsAPlaceConfidential(EntryKeeper.of(stored))) {
      ConfidentialPlaces.reduce(organization);
    }
    return whole;
  }

  /** Words beside a reference to a place may say where it is. */
  private static void nameNoPlace(DomainResource entry, DirectoryState state) {
    ElementWalk.references(entry).stream()
        .filter(Reference::hasDisplay)
        .filter(reference -> "Location".equals(reference.getReferenceElement().getResourceType()))
        .filter(reference -> state.isConfidential(reference.getReference()))
        .forEach(reference -> reference.setDisplay(null));
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
