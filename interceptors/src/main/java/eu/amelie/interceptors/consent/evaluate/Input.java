/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/** The parameters of the operation: how often each may be given, and as what. */
enum Input {
  CONSENT(Often.ANY, "Consent"),
  RESOURCE(Often.ONCE),
  ORGANIZATION(Often.ONCE, "Reference", "Identifier"),
  GROUP(Often.ANY, "Reference"),
  ROLE(Often.ANY, "Coding"),
  PURPOSE_OF_USE(Often.AT_LEAST_ONCE, "Coding"),
  ACTION(Often.AT_MOST_ONCE, "Coding"),
  RELATED(Often.ANY),
  INSTANT(Often.AT_MOST_ONCE, "instant"),
  ASSUME_LIVE_TASK(Often.AT_MOST_ONCE, "boolean");

  private enum Often {
    ANY,
    AT_MOST_ONCE,
    ONCE,
    AT_LEAST_ONCE
  }

  private final Often often;
  private final Set<String> types;

  /**
   * @param types of value or resource; none for a resource of any type
   */
  Input(Often often, String... types) {
    this.often = often;
    this.types = Set.of(types);
  }

  static Optional<Input> named(String name) {
    for (Input input : values()) {
      if (input.parameter().equals(name)) {
        return Optional.of(input);
      }
    }
    return Optional.empty();
  }

  /** {@code PURPOSE_OF_USE} is {@code purposeOfUse}. */
  String parameter() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }

  boolean needed() {
    return often == Often.ONCE || often == Often.AT_LEAST_ONCE;
  }

  boolean once() {
    return often == Often.ONCE || often == Often.AT_MOST_ONCE;
  }

  boolean isResource() {
    return types.isEmpty() || this == CONSENT;
  }

  /**
   * Whether the content is exactly one value or resource of a type that it may have. A resource may
   * be empty: then there is nothing to decide on, but it is one.
   */
  boolean accepts(ParametersParameterComponent given) {
    Resource resource = given.getResource();
    if (given.hasPart() || given.hasValue() == (resource != null)) {
      return false;
    }
    if (isResource()) {
      return resource != null && (types.isEmpty() || types.contains(resource.fhirType()));
    }
    return given.hasValue() && types.contains(given.getValue().fhirType());
  }

  /** For a message: what it takes. */
  String expected() {
    return types.isEmpty()
        ? "a resource"
        : isResource() ? "a Consent resource" : "a value of " + String.join(" or ", sorted());
  }

  private Iterable<String> sorted() {
    return types.stream().sorted().toList();
  }
}
