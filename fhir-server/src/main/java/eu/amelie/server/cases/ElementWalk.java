/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/** Finds elements by kind, at any depth. */
public final class ElementWalk {
  private ElementWalk() {}

  /** All references that name something. */
  public static List<Reference> references(Base element) {
    List<Reference> found = new ArrayList<>();
    collect(element, found);
    return found;
  }

  private static void collect(Base element, List<Reference> found) {
    if (element instanceof Reference reference && reference.hasReference()) {
      found.add(reference);
    }
    for (Property property : element.children()) {
      property.getValues().forEach(value -> collect(value, found));
    }
  }
}
