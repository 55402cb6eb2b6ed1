/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.BodyLimits;
import eu.amelie.interceptors.limits.BodyReader;
import eu.amelie.server.cases.ElementWalk;
import eu.amelie.server.directory.ImportReport.Problem;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Bundles of entries, read as strictly as a body of a call. References by {@code fullUrl} become
 * references by id; {@code meta} and narrative are dropped.
 */
final class DirectoryFiles {
  private static final int MEBI = 1024 * 1024;
  private static final BodyLimits LIMITS =
      new BodyLimits(64 * MEBI, MEBI, MEBI, 20_000, 50, 4_000_000);
  private static final Set<BundleType> TYPES =
      Set.of(BundleType.COLLECTION, BundleType.TRANSACTION, BundleType.BATCH);

  /** HAPI takes a number for one of its own. */
  private static final Pattern ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9.-]{1,64}");

  /**
   * @param place in words of the file
   */
  record Placed(String place, DomainResource entry) {
    String key() {
      return PlannedDirectory.key(entry);
    }
  }

  private final BodyReader reader;
  private final List<Placed> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> byUrl = new HashMap<>();
  private final Set<String> keys = new HashSet<>();

  DirectoryFiles(FhirContext context) {
    this.reader = new BodyReader(context, LIMITS);
  }

  List<Placed> entries() {
    return entries;
  }

  List<Problem> problems() {
    return problems;
  }

  void add(String name, byte[] content) {
    Resource read;
    try {
      read = reader.read(new ByteArrayInputStream(content), "application/fhir+json", null);
    } catch (ExchangeException e) {
      e.issues().forEach(issue -> add(name, issue.expression(), issue.message()));
      return;
    }
    if (!(read instanceof Bundle bundle) || !TYPES.contains(bundle.getType())) {
      add(name, "", "A file holds one Bundle of the type collection, transaction or batch.");
      return;
    }
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      add(name, i, bundle.getEntry().get(i));
    }
  }

  private void add(String file, int index, BundleEntryComponent sent) {
    String place = "%s, entry %d".formatted(file, index + 1);
    HTTPVerb method = sent.getRequest().getMethod();
    if (method != null && method != HTTPVerb.PUT && method != HTTPVerb.POST) {
      add(place, "request.method", "An import creates and updates, and does nothing else.");
      return;
    }
    if (isConditional(sent.getRequest())) {
      add(place, "request", "An entry is imported whatever is there: it has no conditions.");
      return;
    }
    Resource resource = sent.getResource();
    if (resource == null || !Directory.holds(resource.fhirType())) {
      add(
          place,
          "resource",
          "An entry is an Organization, HealthcareService, Location, Endpoint or"
              + " OrganizationAffiliation.");
      return;
    }
    String id = resource.getIdElement().getIdPart();
    if (id == null || !ID.matcher(id).matches()) {
      add(
          place,
          resource.fhirType() + ".id",
          "An entry has an id with a letter in it; that of an Organization is the one that tokens"
              + " of its clients name.");
      return;
    }
    String url = sent.getRequest().getUrl();
    String own = PlannedDirectory.key(resource);
    if (url != null && !url.equals(method == HTTPVerb.POST ? resource.fhirType() : own)) {
      add(place, "request.url", "The address of an entry is that of its resource, or left out.");
      return;
    }
    DomainResource entry = (DomainResource) resource;
    entry.setId(new IdType(entry.fhirType(), id));
    entry.setMeta(null);
    entry.setText(null);
    Placed placed = new Placed(place + " (" + PlannedDirectory.key(entry) + ")", entry);
    if (!keys.add(placed.key())) {
      add(placed.place(), "", "The same entry stands in the files twice.");
      return;
    }
    if (sent.hasFullUrl()
        && (!sent.getFullUrl().contains(":")
            || byUrl.put(sent.getFullUrl(), placed.key()) != null)) {
      add(
          placed.place(),
          "fullUrl",
          "A fullUrl is absolute and stands in the files once: references go by it.");
    }
    entries.add(placed);
  }

  private static boolean isConditional(BundleEntryRequestComponent request) {
    return request.hasIfMatch()
        || request.hasIfNoneExist()
        || request.hasIfNoneMatch()
        || request.hasIfModifiedSince();
  }

  /** Once all files are read: they may refer to each other. */
  void resolve() {
    entries.stream()
        .flatMap(placed -> ElementWalk.references(placed.entry()).stream())
        .filter(reference -> byUrl.containsKey(reference.getReference()))
        .forEach(reference -> reference.setReference(byUrl.get(reference.getReference())));
  }

  private void add(String place, String element, String words) {
    problems.add(new Problem(place, element == null ? "" : element, words));
  }
}
