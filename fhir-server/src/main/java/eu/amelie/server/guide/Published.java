/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.profiles.ProfileCatalog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;

/** What all pages of published resources show. */
final class Published {
  private Published() {}

  /** Of one type, by id. */
  static <T extends MetadataResource> List<T> of(ProfileCatalog catalog, Class<T> type) {
    return catalog.resources().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted(Comparator.comparing(resource -> resource.getIdElement().getIdPart()))
        .toList();
  }

  static Map<String, Object> facts(MetadataResource resource) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("url", resource.getUrl());
    facts.put("version", Optional.ofNullable(resource.getVersion()).orElse(""));
    facts.put(
        "status",
        resource.getStatus().toCode() + (resource.getExperimental() ? ", experimental" : ""));
    facts.put("id", resource.getIdElement().getIdPart());
    facts.put("description", Optional.ofNullable(resource.getDescription()).orElse(""));
    facts.put("json", Links.name(resource) + ".json");
    facts.put("titles", Words.ofElement(resource.getNamedProperty("title")));
    facts.put("descriptions", Words.ofElement(resource.getNamedProperty("description")));
    return facts;
  }
}
