/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import eu.amelie.server.search.SearchParameters;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Read and search of the directory. */
@Component
class DirectoryCalls implements CallHandler {
  private final DirectoryEntries entries;
  private final RecordStore records;
  private final SearchParameters parameters;
  private final Pages pages;
  private final AuditTrail trail;

  DirectoryCalls(
      DirectoryEntries entries,
      RecordStore records,
      SearchParameters parameters,
      Pages pages,
      AuditTrail trail) {
    this.entries = entries;
    this.records = records;
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
    Resource shown = entries.shown(read.type(), read.id());
    return Reply.of(shown, List.of(read.type() + "/" + read.id()))
        .with("ETag", "W/\"" + shown.getMeta().getVersionId() + "\"");
  }

  private Reply entries(Call call, SearchRequest search) {
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    pages.addSelf(call, bundle);
    bundle.setTotal(records.count(search.type(), parameters.of(call.caller(), search)));
    if (!search.countOnly()) {
      addRows(call, search, bundle);
    }
    return Reply.of(bundle, List.of("directory " + search.type()));
  }

  private void addRows(Call call, SearchRequest search, Bundle bundle) {
    List<Resource> rows =
        records.rows(
            search.type(), parameters.of(call.caller(), search), call.offset(), search.count());
    for (Resource row : entries.shown(rows)) {
      bundle
          .addEntry()
          .setFullUrl(
              "%s/%s/%s".formatted(call.base(), row.fhirType(), row.getIdElement().getIdPart()))
          .setResource(row)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    if (call.offset() + rows.size() < bundle.getTotal()) {
      pages.addNext(call, bundle, call.offset() + rows.size());
    }
  }
}
