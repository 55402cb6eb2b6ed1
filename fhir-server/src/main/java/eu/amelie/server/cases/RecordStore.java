/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.store.StorageWall;
import eu.amelie.server.store.StoreRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TemporalType;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
public class RecordStore {
  private final DaoRegistry daos;
  private final IFhirSystemDao<Bundle, Meta> system;
  private final StoreRows rows;
  private final RecordRows current;
  @PersistenceContext private EntityManager entities;

  RecordStore(
      DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system, StoreRows rows, RecordRows current) {
    this.daos = daos;
    this.system = system;
    this.rows = rows;
    this.current = current;
  }

  /** The current version of a record that is known to be there. */
  public Stored read(String type, UUID id) {
    return read(new IdType(type, id.toString()));
  }

  /** The current versions of records that are known to be there. */
  public Map<UUID, Stored> readAll(Collection<CaseItem> items) {
    if (items.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Stored> records =
        new HashMap<>(current.current(items.stream().map(CaseItem::id).toList()));
    for (CaseItem item : items) {
      records.computeIfAbsent(item.id(), id -> read(item.type(), id));
    }
    return records;
  }

  /** An earlier version of a record that is known to have had it. */
  public Stored read(String type, UUID id, long version) {
    return read(new IdType(type, id.toString(), Long.toString(version)));
  }

  private Stored read(IdType id) {
    return stored(
        (Resource) daos.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails()));
  }

  /** When the current version of a record that is known to be there was stored. */
  public Instant time(UUID id) {
    return current.time(id);
  }

  /** An entry of the directory, which is known to be there. */
  public Resource entry(String type, String id) {
    return (Resource)
        daos.getResourceDao(type).read(new IdType(type, id), new SystemRequestDetails());
  }

  /** Makes a new version of an entry of the directory within the caller's transaction. */
  public Resource replaceEntry(Resource entry) {
    Resource stored = withoutMeta(entry);
    @SuppressWarnings("unchecked")
    IFhirResourceDao<Resource> dao =
        (IFhirResourceDao<Resource>) (IFhirResourceDao<?>) daos.getResourceDao(entry.fhirType());
    Resource written = (Resource) dao.update(stored, new SystemRequestDetails()).getResource();
    entities.flush();
    return written;
  }

  /**
   * Writes entries of the directory, which may refer to each other in any order, within the
   * caller's transaction.
   *
   * @param fresh under ids that are not in use
   * @param changed new versions of entries that are there
   */
  public void writeEntries(List<Resource> fresh, List<Resource> changed) {
    if (fresh.isEmpty() && changed.isEmpty()) {
      return;
    }
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    fresh.forEach(entry -> addPost(bundle, withoutMeta(entry)));
    changed.forEach(entry -> addPut(bundle, withoutMeta(entry)));
    system.transactionNested(new SystemRequestDetails(), bundle);
    entities.flush();
  }

  private static Resource withoutMeta(Resource entry) {
    Resource stored = entry.copy();
    stored.setId(new IdType(entry.fhirType(), entry.getIdElement().getIdPart()));
    stored.setMeta(new Meta());
    return stored;
  }

  /** A row of a search. */
  public static Stored stored(Resource resource) {
    DomainResource record = (DomainResource) resource;
    Optional<Extension> revision =
        Optional.ofNullable(record.getExtensionByUrl(StorageWall.REVISION));
    record.getExtension().removeIf(extension -> StorageWall.REVISION.equals(extension.getUrl()));
    ItemSense sense = Senses.take(record);
    Meta meta = new Meta();
    meta.setVersionId(record.getIdElement().getVersionIdPart());
    meta.setLastUpdated(record.getMeta().getLastUpdated());
    record.setMeta(meta);
    return new Stored(record, revision.map(r -> r.getValue().primitiveValue()).orElse(""), sense);
  }

  /**
   * Rows of a search, in its order, from an offset on; its parameters already hold what narrows it.
   */
  public List<Resource> rows(String type, SearchParameterMap parameters, int offset, int count) {
    parameters.setLoadSynchronous(true);
    parameters.setCount(count);
    // HAPI takes the offset from the request and overwrites that of the parameters.
    SystemRequestDetails request = new SystemRequestDetails();
    request.addParameter(Constants.PARAM_OFFSET, new String[] {Integer.toString(offset)});
    List<Resource> rows =
        daos.getResourceDao(type).search(parameters, request).getResources(0, count).stream()
            .map(Resource.class::cast)
            .toList();
    // A search that HAPI takes for one of all types must not become an answer.
    if (!rows.stream().allMatch(row -> row.fhirType().equals(type))) {
      throw new IllegalStateException("A search of one type found another.");
    }
    return rows;
  }

  /** How many rows a search would give. */
  public int count(String type, SearchParameterMap parameters) {
    parameters.setSort(null);
    parameters.setLoadSynchronous(true);
    parameters.setSummaryMode(SummaryEnum.COUNT);
    parameters.setSearchTotalMode(SearchTotalModeEnum.ACCURATE);
    Integer size = daos.getResourceDao(type).search(parameters, new SystemRequestDetails()).size();
    return size == null ? 0 : size;
  }

  /**
   * Writes all or nothing within the caller's transaction; everything is in the database when it
   * returns. The given records are the store's from then on.
   *
   * @param fresh new records, under ids that are not in use
   * @param changed new versions of records that are there
   */
  public void write(List<Stored> fresh, List<Stored> changed) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    fresh.forEach(record -> addPost(bundle, withRevision(record)));
    changed.forEach(record -> addPut(bundle, withRevision(record)));
    system.transactionNested(new SystemRequestDetails(), bundle);
    entities.flush();
  }

  /**
   * Removes records for good, with all their versions.
   *
   * @param emptied of these only the current version stays
   */
  public void erase(Collection<UUID> removed, Collection<UUID> emptied) {
    entities.flush();
    entities.clear();
    rows.removeHistory(emptied);
    rows.remove(removed);
  }

  /**
   * Gives the current version the time of an earlier one, in the caller's transaction. HAPI has no
   * word for it; what it holds in memory of this transaction is dropped.
   */
  public void keepTime(UUID id, long earlier) {
    // HAPI takes it from the resource when it reads, and from the version when it searches.
    setTime(
        """
        update hfj_resource r set res_updated = v.res_updated
          from hfj_res_ver v
         where r.fhir_id = :id and v.res_id = r.res_id and v.res_ver = :version
        """,
        id,
        earlier);
    setTime(
        """
        update hfj_res_ver latest set res_updated = v.res_updated
          from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id
         where r.fhir_id = :id and v.res_ver = :version
           and latest.res_id = r.res_id and latest.res_ver = r.res_ver
        """,
        id,
        earlier);
    entities.clear();
  }

  /**
   * Gives the current version a time, and with it all since an earlier one, whose time it had; none
   * of them one before its own. In the caller's transaction; what HAPI holds in memory of it is
   * dropped.
   */
  public void moveTime(UUID id, long since, Instant time) {
    entities.flush();
    for (String sql :
        List.of(
            """
            update hfj_resource set res_updated = greatest(res_updated, :time)
             where fhir_id = :id and res_ver >= :version
            """,
            """
            update hfj_res_ver v set res_updated = greatest(v.res_updated, :time)
              from hfj_resource r
             where r.fhir_id = :id and v.res_id = r.res_id and v.res_ver >= :version
            """)) {
      entities
          .createNativeQuery(sql)
          .setParameter("id", id.toString())
          .setParameter("version", since)
          .setParameter("time", Date.from(time), TemporalType.TIMESTAMP)
          .executeUpdate();
    }
    entities.clear();
  }

  private void setTime(String sql, UUID id, long version) {
    entities
        .createNativeQuery(sql)
        .setParameter("id", id.toString())
        .setParameter("version", version)
        .executeUpdate();
  }

  private static void addPost(Bundle bundle, Resource resource) {
    resource.setUserData(
        JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, resource.getIdElement().getIdPart());
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  private static void addPut(Bundle bundle, Resource resource) {
    String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    bundle.addEntry().setResource(resource).getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
  }

  /** Labels, tags and claims of profiles are made when asked for and never stored. */
  private static Resource withRevision(Stored record) {
    // No copy: the model's own loses ids and extensions of codes.
    DomainResource resource = (DomainResource) record.resource();
    resource.setId(new IdType(resource.fhirType(), resource.getIdElement().getIdPart()));
    resource.setMeta(new Meta());
    resource.addExtension(StorageWall.REVISION, new StringType(record.revision()));
    Senses.write(record.sense(), resource);
    return resource;
  }
}
