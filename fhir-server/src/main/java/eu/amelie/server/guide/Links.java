/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.MetadataResource;

/** Which published resource has which page. */
final class Links {
  /** Types of FHIRPath, which stand for text in ids and addresses. */
  private static final String SYSTEM = "System.";

  private final Map<String, MetadataResource> byUrl = new HashMap<>();

  Links(Collection<? extends MetadataResource> published) {
    for (MetadataResource resource : published) {
      byUrl.put(resource.getUrl(), resource);
    }
  }

  /** Such as {@code ValueSet-sc-form}, without an ending. */
  static String name(MetadataResource resource) {
    return resource.fhirType() + "-" + resource.getIdElement().getIdPart();
  }

  static String file(MetadataResource resource) {
    return name(resource) + ".html";
  }

  static Link to(MetadataResource resource) {
    return new Link(title(resource), file(resource));
  }

  /** Search parameters have a name only. */
  static String title(MetadataResource resource) {
    return resource.hasTitle() ? resource.getTitle() : resource.getName();
  }

  /** With the title of what is published here; otherwise the address as it is, leading nowhere. */
  Link canonical(String canonical) {
    int bar = canonical.indexOf('|');
    MetadataResource resource = byUrl.get(bar < 0 ? canonical : canonical.substring(0, bar));
    return resource == null ? Link.plain(canonical) : to(resource);
  }

  /** The same, with the last part of an address that is not ours: a type of FHIR's own. */
  Link type(String canonical) {
    Link link = canonical(canonical);
    if (!link.href().isEmpty()) {
      return link;
    }
    String type = canonical.substring(canonical.lastIndexOf('/') + 1);
    return Link.plain(type.startsWith(SYSTEM) ? "string" : type);
  }
}
