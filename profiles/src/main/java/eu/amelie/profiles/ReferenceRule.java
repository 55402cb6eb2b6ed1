/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * Every reference names an allowed type: read from the entry it points to, the contained resource
 * or the reference itself. Whether something is there is not asked, but for entries and contained
 * resources, which must be.
 */
final class ReferenceRule implements ElementRule {
  private static final Set<String> TYPES =
      Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final ReferenceTargets targets;
  private final Map<String, String> entries;
  private final Resource root;

  /**
   * @param entries types of the Bundle's entries by fullUrl; empty outside a Bundle
   */
  ReferenceRule(ReferenceTargets targets, Map<String, String> entries, Resource root) {
    this.targets = targets;
    this.entries = entries;
    this.root = root;
  }

  @Override
  public Optional<Finding> check(Base element, Property property, String path, String expression) {
    if (!(element instanceof Reference reference) || !reference.hasReference()) {
      return Optional.empty();
    }
    String literal = reference.getReference();
    if (literal.startsWith("#") || literal.startsWith("urn:")) {
      String type = literal.startsWith("#") ? contained(literal) : entries.get(literal);
      return type == null
          ? finding(expression, "reference-unresolved", "The reference points to nothing here.")
          : target(type, property, path, expression);
    }
    String type = new IdType(literal).getResourceType();
    return type == null || !TYPES.contains(type)
        ? malformed(expression)
        : target(type, property, path, expression);
  }

  /** What no part of it can be told from: empty parts, or an address that is none. */
  static boolean isMalformed(String literal) {
    int scheme = literal.indexOf("://");
    String parts = scheme < 0 ? literal : literal.substring(scheme + "://".length());
    if (parts.isEmpty() || parts.startsWith("/") || parts.endsWith("/") || parts.contains("//")) {
      return true;
    }
    try {
      return scheme >= 0 && new URI(literal).getHost() == null;
    } catch (URISyntaxException e) {
      return scheme >= 0;
    }
  }

  static Optional<Finding> malformed(String expression) {
    return finding(expression, "reference-form", "The reference does not name a type and an id.");
  }

  private Optional<Finding> target(String type, Property property, String path, String expression) {
    return targets.allow(path, property, type)
        ? Optional.empty()
        : finding(
            expression, "reference-target", "The reference points to a type not allowed here.");
  }

  private String contained(String literal) {
    if (literal.equals("#")) {
      return root.fhirType();
    }
    return root instanceof DomainResource resource
        ? resource.getContained().stream()
            .filter(contained -> literal.substring(1).equals(plain(contained)))
            .map(Resource::fhirType)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** HAPI's parser puts a # before the ids of contained resources. */
  private static String plain(Resource contained) {
    String id = contained.getIdElement().getIdPart();
    return id != null && id.startsWith("#") ? id.substring(1) : id;
  }

  private static Optional<Finding> finding(String expression, String code, String message) {
    return Optional.of(Finding.error(expression + ".reference", code, message));
  }
}
