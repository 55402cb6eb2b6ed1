/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/**
 * Records in HAPI's store, under internal ids. Each bears the revision of the identity that belongs
 * to it, so that an edit of identity alone is a new version too, and an old version finds its own.
 */
@Component
class RecordStore {
  private static final String REVISION =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-revision";

  /**
   * @param resource without its revision
   */
  record Stored(Resource resource, String revision) {}

  private final DaoRegistry daos;
  private final IFhirSystemDao<Bundle, Meta> system;

  RecordStore(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system) {
    this.daos = daos;
    this.system = system;
  }

  /** The current version of a record that is known to be there. */
  Stored read(String type, UUID id) {
    return read(new IdType(type, id.toString()));
  }

  Stored read(String type, UUID id, String version) {
    return read(new IdType(type, id.toString(), version));
  }

  private Stored read(IdType id) {
    return stored(
        (Resource) daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails()));
  }

  private static Stored stored(Resource resource) {
    DomainResource record = (DomainResource) resource;
    Optional<Extension> revision = Optional.ofNullable(record.getExtensionByUrl(REVISION));
    record.getExtension().removeIf(extension -> REVISION.equals(extension.getUrl()));
    return new Stored(record, revision.map(r -> r.getValue().primitiveValue()).orElse(""));
  }

  /** Rows of a search whose parameters already hold what narrows it. */
  IBundleProvider search(String type, SearchParameterMap parameters) {
    return daos.getResourceDao(type).search(parameters, new SystemRequestDetails());
  }

  static Stored row(Resource resource) {
    return stored(resource);
  }

  /**
   * Writes all or nothing within the caller's transaction.
   *
   * @param fresh new records, under ids that are not in use
   * @param changed new versions of records that are there
   */
  void write(List<Stored> fresh, List<Stored> changed) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (Stored record : fresh) {
      Resource resource = withRevision(record);
      resource.setUserData(
          JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, resource.getIdElement().getIdPart());
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType());
    }
    for (Stored record : changed) {
      Resource resource = withRevision(record);
      String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
      bundle.addEntry().setResource(resource).getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
    }
    system.transactionNested(new SystemRequestDetails(), bundle);
  }

  private static Resource withRevision(Stored record) {
    DomainResource resource = (DomainResource) record.resource();
    resource.addExtension(REVISION, new StringType(record.revision()));
    return resource;
  }
}
