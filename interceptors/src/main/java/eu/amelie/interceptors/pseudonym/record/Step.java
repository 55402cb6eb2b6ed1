/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * One step of an element path, as {@link IdentityElement} describes it. Whether a list item is
 * absent from the record is known only after its parts were treated, hence the one mutable field.
 */
final class Step {
  private final Step parent;
  private final String name;
  private final int original;
  private final int position;
  private final String type;
  private boolean raised;

  private Step(Step parent, String name, int original, int position, String type) {
    this.parent = parent;
    this.name = name;
    this.original = original;
    this.position = position;
    this.type = type;
  }

  static Step single(Step parent, String name, IBase value) {
    return new Step(parent, name, -1, -1, typeOf(value));
  }

  static Step item(Step parent, String name, int original, int position, IBase value) {
    return new Step(parent, name, original, position, typeOf(value));
  }

  private static String typeOf(IBase value) {
    return value instanceof IBaseResource ? value.fhirType() : null;
  }

  void raise() {
    raised = true;
  }

  /** The element that this step is taken from, by names alone. */
  String holder(String resourceType) {
    return parent == null ? resourceType : parent.holder(resourceType) + "." + parent.name;
  }

  /** The name of the element of the resource itself that this step is in or at. */
  String first() {
    return parent == null ? name : parent.first();
  }

  String path() {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.toString();
  }

  private void append(StringBuilder path) {
    if (parent != null) {
      parent.append(path);
      path.append('.');
    }
    path.append(name);
    if (original >= 0) {
      path.append('[').append(original).append(raised ? '^' : ':').append(position);
      if (type != null) {
        path.append('|').append(type);
      }
      path.append(']');
    }
  }
}
