/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.SearchParam;
import eu.amelie.interceptors.access.SearchRequest;
import eu.amelie.interceptors.access.SearchValue;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.paging.Pages;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.stereotype.Component;

/** Reads of what is published by id, and searches by its canonical URL, from memory. */
@Component
class ConformanceReads implements CallHandler {
  private static final Set<String> ELSEWHERE = Set.of("AuditEvent", "Subscription");

  private final Published published;
  private final Pages pages;
  private final AuditTrail trail;

  ConformanceReads(Published published, Pages pages, AuditTrail trail) {
    this.published = published;
    this.pages = pages;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return (interaction instanceof Interaction.Read
            || interaction instanceof Interaction.SearchOfType)
        && isPublished(((OnType) interaction).type());
  }

  private static boolean isPublished(String type) {
    return !CaseTypes.contains(type) && !Directory.holds(type) && !ELSEWHERE.contains(type);
  }

  @Override
  public Recorded answer(Call call) {
    if (call.interaction() instanceof Interaction.Read read) {
      MetadataResource resource =
          published.find(read.type(), read.id()).orElseThrow(ExchangeException::notFound);
      return trail.apart(call, Reply.of(resource.copy(), List.of()));
    }
    return trail.apart(call, Reply.of(found(call, call.admit().search().orElseThrow()), List.of()));
  }

  /** What is published bears no time, so that a search by time finds nothing. */
  private Bundle found(Call call, SearchRequest search) {
    List<MetadataResource> matches =
        published.all(search.type()).stream()
            .filter(resource -> search.lastUpdated().isEmpty())
            .filter(
                resource -> search.params().stream().allMatch(param -> isNamed(resource, param)))
            .toList();
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    pages.addSelf(call, bundle);
    bundle.setTotal(matches.size());
    if (!search.countOnly()) {
      addPage(call, search, matches, bundle);
    }
    return bundle;
  }

  private void addPage(
      Call call, SearchRequest search, List<MetadataResource> matches, Bundle bundle) {
    int end = Math.min(matches.size(), call.offset() + search.count());
    for (MetadataResource match : matches.subList(Math.min(call.offset(), end), end)) {
      bundle
          .addEntry()
          .setFullUrl(
              "%s/%s/%s".formatted(call.base(), match.fhirType(), match.getIdElement().getIdPart()))
          .setResource(match.copy())
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    if (end < matches.size()) {
      pages.addNext(call, bundle, end);
    }
  }

  private static boolean isNamed(MetadataResource resource, SearchParam param) {
    return param.values().stream().anyMatch(value -> isNamed(resource, value));
  }

  /** A url, or a url and a version. */
  private static boolean isNamed(MetadataResource resource, SearchValue value) {
    if (!(value instanceof SearchValue.Token canonical)) {
      return false;
    }
    String second = canonical.code().orElse("");
    return canonical
        .system()
        .map(url -> url.equals(resource.getUrl()) && second.equals(resource.getVersion()))
        .orElseGet(() -> second.equals(resource.getUrl()));
  }
}
