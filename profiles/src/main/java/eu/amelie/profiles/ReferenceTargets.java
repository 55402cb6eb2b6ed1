/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Which resource types a reference may point to: by profile, else by the base specification. */
final class ReferenceTargets {
  private static final Pattern BASE_TYPES = Pattern.compile("Reference\\(([^)]*)\\)");
  private static final String ANY = "Any";

  private final Map<String, Set<String>> byPath = new HashMap<>();

  private ReferenceTargets() {}

  /** The base specification only. */
  static ReferenceTargets ofBase() {
    return new ReferenceTargets();
  }

  /** The profile's own targets; elements that are slices of another keep those of the whole. */
  static ReferenceTargets of(StructureDefinition profile, ProfileCatalog catalog) {
    ReferenceTargets targets = new ReferenceTargets();
    for (ElementDefinition element : profile.getSnapshot().getElement()) {
      Set<String> types = new HashSet<>();
      for (TypeRefComponent type : element.getType()) {
        for (CanonicalType target : type.getTargetProfile()) {
          types.add(type(target.getValue(), catalog));
        }
      }
      if (!types.isEmpty() && !element.getId().contains(":")) {
        targets.byPath.put(element.getPath(), types);
      }
    }
    return targets;
  }

  private static String type(String canonical, ProfileCatalog catalog) {
    return catalog
        .structure(canonical)
        .map(StructureDefinition::getType)
        .orElseGet(() -> canonical.substring(canonical.lastIndexOf('/') + 1));
  }

  boolean allow(String path, Property property, String type) {
    Set<String> types = byPath.getOrDefault(path, base(property));
    return types.isEmpty() || types.contains("Resource") || types.contains(type);
  }

  private static Set<String> base(Property property) {
    Matcher types = BASE_TYPES.matcher(property.getTypeCode());
    return types.find() && !types.group(1).equals(ANY)
        ? Set.copyOf(List.of(types.group(1).split("\\|")))
        : Set.of();
  }
}
