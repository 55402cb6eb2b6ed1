/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.reading;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import eu.amelie.server.search.SearchParameters;
import eu.amelie.server.writing.DueCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Search of items of cases. The store narrows by release tag, so that pages are full and counts are
 * of the permitted set; every row is decided about again before it is shown.
 */
@Component
class Searches implements CallHandler {
  private final SearchParameters parameters;
  private final RecordStore records;
  private final CaseSights sights;
  private final DueCases due;
  private final Includes includes;
  private final Pages pages;
  private final AuditTrail trail;

  Searches(
      SearchParameters parameters,
      RecordStore records,
      CaseSights sights,
      DueCases due,
      Includes includes,
      Pages pages,
      AuditTrail trail) {
    this.parameters = parameters;
    this.records = records;
    this.sights = sights;
    this.due = due;
    this.includes = includes;
    this.pages = pages;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.SearchOfType search
        && CaseTypes.contains(search.type());
  }

  @Override
  public Recorded answer(Call call) {
    SearchRequest search = call.admit().search().orElseThrow();
    due.bringUpToDate(call.caller());
    return trail.reading(call, () -> answer(call, search));
  }

  private Reply answer(Call call, SearchRequest asked) {
    SearchRequest search = parameters.reachingBack(call.caller(), asked);
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    pages.addSelf(call, bundle);
    if (search.countOnly()) {
      bundle.setTotal(count(call, search));
      return Reply.of(bundle, List.of("counted " + search.type()));
    }
    CaseSight sight = sights.of(call.caller());
    Rows rows = rows(call, search, sight);
    rows.views().forEach(view -> add(call, bundle, view, SearchEntryMode.MATCH));
    List<CaseView> included = includes.of(call.caller(), sight, search, rows.views());
    included.forEach(view -> add(call, bundle, view, SearchEntryMode.INCLUDE));
    if (rows.more()) {
      pages.addNext(call, bundle, rows.nextOffset(), search.lastUpdated());
    }
    total(call, search, rows).ifPresent(bundle::setTotal);
    List<String> seen = new ArrayList<>();
    rows.views().forEach(view -> seen.add(view.seen()));
    included.forEach(view -> seen.add(view.seen()));
    return Reply.of(bundle, seen);
  }

  /** Always told where it costs nothing: everything is on this page. */
  private Optional<Integer> total(Call call, SearchRequest search, Rows rows) {
    if (call.offset() == 0 && !rows.more()) {
      return Optional.of(rows.views().size());
    }
    boolean wanted =
        search.total().filter(mode -> mode != SearchRequest.TotalMode.NONE).isPresent();
    return wanted ? Optional.of(count(call, search)) : Optional.empty();
  }

  private int count(Call call, SearchRequest search) {
    return records.count(search.type(), parameters.of(call.caller(), search));
  }

  /**
   * One page.
   *
   * @param more whether a further row that may be shown stands behind it
   */
  private record Rows(List<CaseView> views, boolean more, int nextOffset) {}

  private Rows rows(Call call, SearchRequest search, CaseSight sight) {
    List<CaseView> views = new ArrayList<>();
    int wanted = search.count();
    int offset = call.offset();
    int nextOffset = offset;
    while (true) {
      int window = wanted + 1 - views.size();
      List<Resource> found =
          records.rows(search.type(), parameters.of(call.caller(), search), offset, window);
      List<Stored> stored = found.stream().map(RecordStore::stored).toList();
      sight.expectRows(stored);
      for (Stored row : stored) {
        Optional<CaseView> view = sight.view(row);
        if (view.isPresent() && views.size() == wanted) {
          return new Rows(views, true, nextOffset);
        }
        view.ifPresent(views::add);
        offset++;
        nextOffset = offset;
      }
      if (found.size() < window) {
        return new Rows(views, false, nextOffset);
      }
    }
  }

  private static void add(Call call, Bundle bundle, CaseView view, SearchEntryMode mode) {
    Resource resource = view.resource();
    bundle
        .addEntry()
        .setFullUrl(
            "%s/%s/%s"
                .formatted(call.base(), resource.fhirType(), resource.getIdElement().getIdPart()))
        .setResource(resource)
        .getSearch()
        .setMode(mode);
  }
}
