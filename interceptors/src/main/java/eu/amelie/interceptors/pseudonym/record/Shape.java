/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBase;

/**
 * The compiled allow-list of one composite element: every child it can have, with its treatment.
 * Its list of children is filled after construction, because shapes may refer to themselves.
 */
final class Shape {
  private List<Part> parts = List.of();

  List<Part> parts() {
    return parts;
  }

  void fill(List<Part> children) {
    parts = List.copyOf(children);
  }

  /**
   * One child.
   *
   * @param byName treatment by element name; choices have one per listed type
   * @param other treatment of a choice whose type is not listed, and of all else
   */
  record Part(BaseRuntimeChildDefinition child, Map<String, Treatment> byName, Treatment other) {
    Treatment treatment(String name) {
      return byName.getOrDefault(name, other);
    }

    List<IBase> values(IBase node) {
      return child.getAccessor().getValues(node);
    }
  }
}
