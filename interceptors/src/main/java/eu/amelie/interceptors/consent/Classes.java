/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * The kinds of resource a provision is about.
 *
 * @param profiles canonicals without version
 */
record Classes(Set<String> types, Set<String> profiles) {
  private static final Set<String> TYPE_SYSTEMS =
      Set.of(
          "http://hl7.org/fhir/resource-types",
          "http://hl7.org/fhir/fhir-types",
          "http://hl7.org/fhir/defined-types");
  private static final Set<String> TYPES =
      Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toSet());

  static Scope<Classes> of(List<Coding> codings) {
    Set<String> types = new HashSet<>();
    Set<String> profiles = new HashSet<>();
    for (Coding coding : codings) {
      if (isProfile(coding)) {
        profiles.add(Item.withoutVersion(coding.getCode()));
      } else if (isType(coding)) {
        types.add(coding.getCode());
      }
    }
    return Scope.of(
        codings,
        coding -> isProfile(coding) || isType(coding),
        new Classes(Set.copyOf(types), Set.copyOf(profiles)));
  }

  /** Canonicals without version. */
  static Stream<String> profilesIn(List<Coding> codings) {
    return codings.stream()
        .filter(Classes::isProfile)
        .map(Coding::getCode)
        .map(Item::withoutVersion);
  }

  private static boolean isType(Coding coding) {
    return coding.hasSystem()
        && TYPE_SYSTEMS.contains(coding.getSystem())
        && coding.hasCode()
        && TYPES.contains(coding.getCode());
  }

  /** A canonical is the same in every system, and without any. */
  private static boolean isProfile(Coding coding) {
    return coding.hasCode()
        && (coding.getCode().contains("://") || coding.getCode().startsWith("urn:"));
  }

  boolean include(Item item) {
    return types.contains(item.type()) || Actors.shares(profiles, item.profiles());
  }
}
