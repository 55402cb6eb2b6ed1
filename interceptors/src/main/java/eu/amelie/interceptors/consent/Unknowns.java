/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Property;

/** Finds what a Consent says beyond the elements that the decision knows. It knows no extension. */
final class Unknowns {
  private Unknowns() {}

  /** An extension on the element or anywhere inside, but not inside a provision nested below. */
  static boolean hasExtension(Base element) {
    if (element instanceof Element known && known.hasExtension()) {
      return true;
    }
    for (Property property : element.children()) {
      for (Base child : property.getValues()) {
        if (!(child instanceof ProvisionComponent) && hasExtension(child)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A modifierExtension anywhere, contained resources included. */
  static boolean hasModifier(Base element) {
    for (Property property : element.children()) {
      if (property.getName().equals("modifierExtension") && property.hasValues()) {
        return true;
      }
      for (Base child : property.getValues()) {
        if (hasModifier(child)) {
          return true;
        }
      }
    }
    return false;
  }
}
