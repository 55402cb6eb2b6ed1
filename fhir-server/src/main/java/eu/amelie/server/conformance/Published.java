/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.profiles.ProfileCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.stereotype.Component;

/** Profiles, terminology, questionnaires and contracts, in memory. Nobody changes what it holds. */
@Component
class Published {
  private final Map<String, MetadataResource> resources = new LinkedHashMap<>();

  Published(ProfileCatalog catalog, RoleContracts contracts) {
    catalog.resources().forEach(this::add);
    for (Role role : Role.values()) {
      add(contracts.statement(role));
    }
  }

  private void add(MetadataResource resource) {
    resources.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
  }

  Optional<MetadataResource> find(String type, String id) {
    return Optional.ofNullable(resources.get(type + "/" + id));
  }

  List<MetadataResource> all(String type) {
    return resources.values().stream()
        .filter(resource -> resource.fhirType().equals(type))
        .toList();
  }
}
