/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;

/** Pages that list other pages. */
final class ListPages {
  /** One list with its heading. */
  record Group(String title, List<Row> rows) {}

  record Row(Link link, String id, String description) {}

  private ListPages() {}

  static Page of(Section section, String title, String intro, List<Group> groups) {
    return new Page(
        section.file(), title, section, "list", Map.of("intro", intro, "groups", groups));
  }

  static Group group(String title, List<? extends MetadataResource> resources) {
    return new Group(title, resources.stream().map(ListPages::row).toList());
  }

  private static Row row(MetadataResource resource) {
    return new Row(
        Links.to(resource),
        resource.getIdElement().getIdPart(),
        Optional.ofNullable(resource.getDescription()).orElse(""));
  }
}
