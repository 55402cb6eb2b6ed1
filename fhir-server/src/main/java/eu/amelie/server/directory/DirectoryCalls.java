/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import eu.amelie.server.search.SearchParameters;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Read and search of the directory. */
@Component
class DirectoryCalls implements CallHandler {
  private final Directory directory;
  private final DaoRegistry daos;
  private final SearchParameters parameters;
  private final Pages pages;
  private final AuditTrail trail;

  DirectoryCalls(
      Directory directory,
      DaoRegistry daos,
      SearchParameters parameters,
      Pages pages,
      AuditTrail trail) {
    this.directory = directory;
    this.daos = daos;
    this.parameters = parameters;
    this.pages = pages;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Read
            || interaction instanceof Interaction.SearchOfType)
        && Directory.holds(((OnType) interaction).type());
  }

  @Override
  public Recorded answer(Call call) {
    if (call.interaction() instanceof Interaction.Read read) {
      return trail.reading(call, () -> entry(read));
    }
    return trail.reading(call, () -> entries(call, call.admit().search().orElseThrow()));
  }

  private Reply entry(Interaction.Read read) {
    if (!directory.exists(read.type(), read.id())) {
      throw ExchangeException.notFound();
    }
    Resource resource =
        (Resource)
            daos.getResourceDao(read.type())
                .read(new IdType(read.type(), read.id()), new SystemRequestDetails());
    Resource shown = shown(resource);
    return Reply.of(shown, List.of(read.type() + "/" + read.id()))
        .with("ETag", "W/\"" + shown.getMeta().getVersionId() + "\"");
  }

  private static Resource shown(Resource stored) {
    Meta meta = new Meta();
    meta.setVersionId(stored.getIdElement().getVersionIdPart());
    meta.setLastUpdated(stored.getMeta().getLastUpdated());
    Resource shown = stored.copy();
    shown.setId(new IdType(stored.fhirType(), stored.getIdElement().getIdPart()));
    shown.setMeta(meta);
    return shown;
  }

  private Reply entries(Call call, SearchRequest search) {
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    pages.addSelf(call, bundle);
    SearchParameterMap counting = parameters.of(call.caller(), search);
    counting.setSort(null);
    counting.setLoadSynchronous(true);
    counting.setSummaryMode(SummaryEnum.COUNT);
    counting.setSearchTotalMode(SearchTotalModeEnum.ACCURATE);
    Integer total =
        daos.getResourceDao(search.type()).search(counting, new SystemRequestDetails()).size();
    bundle.setTotal(total == null ? 0 : total);
    if (!search.countOnly()) {
      addRows(call, search, bundle);
    }
    return Reply.of(bundle, List.of("directory " + search.type()));
  }

  private void addRows(Call call, SearchRequest search, Bundle bundle) {
    SearchParameterMap map = parameters.of(call.caller(), search);
    map.setLoadSynchronous(true);
    map.setOffset(call.offset());
    map.setCount(search.count());
    List<Resource> rows =
        daos
            .getResourceDao(search.type())
            .search(map, new SystemRequestDetails())
            .getResources(0, search.count())
            .stream()
            .map(Resource.class::cast)
            .toList();
    for (Resource row : rows) {
      bundle
          .addEntry()
          .setFullUrl(
              "%s/%s/%s".formatted(call.base(), row.fhirType(), row.getIdElement().getIdPart()))
          .setResource(shown(row))
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    if (call.offset() + rows.size() < bundle.getTotal()) {
      pages.addNext(call, bundle, call.offset() + rows.size());
    }
  }
}
