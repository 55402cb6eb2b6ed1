/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;

/**
 * The label of an element that no allow-list names: its datatype says whether it is a name, a
 * contact detail or a place; all else is text. An element that holds several kinds is taken apart,
 * except an extension, which is kept whole under the strictest.
 */
final class DatatypeLabels {
  private static final Map<Class<?>, IdentityLabel> BY_TYPE =
      Map.of(
          HumanName.class, IdentityLabel.IDS,
          Identifier.class, IdentityLabel.IDS,
          ContactPoint.class, IdentityLabel.DEMO,
          Address.class, IdentityLabel.LOCIS);
  private static final List<IdentityLabel> STRICTEST_FIRST =
      List.of(IdentityLabel.DEMO, IdentityLabel.LOCIS, IdentityLabel.IDS);

  private final Model model;

  DatatypeLabels(Model model) {
    this.model = model;
  }

  /** Returns the one label of all that stands in this element, or empty if it holds several. */
  Optional<IdentityLabel> uniform(IBase node) {
    if (node instanceof Extension || node instanceof IPrimitiveType<?>) {
      return Optional.of(strictest(node));
    }
    IdentityLabel own = BY_TYPE.get(node.getClass());
    if (own != null) {
      return Optional.of(own);
    }
    Set<Optional<IdentityLabel>> found = new HashSet<>();
    model.members(node).forEach(member -> found.add(uniform(member.value())));
    return switch (found.size()) {
      case 0 -> Optional.of(IdentityLabel.TEXT);
      case 1 -> found.iterator().next();
      default -> Optional.empty();
    };
  }

  IdentityLabel strictest(IBase node) {
    return STRICTEST_FIRST.stream()
        .filter(label -> holds(node, label))
        .findFirst()
        .orElse(IdentityLabel.TEXT);
  }

  private boolean holds(IBase node, IdentityLabel label) {
    return BY_TYPE.get(node.getClass()) == label
        || model.members(node).stream().anyMatch(member -> holds(member.value(), label));
  }
}
