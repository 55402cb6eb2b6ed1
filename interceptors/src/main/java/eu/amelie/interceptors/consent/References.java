/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/** Reads references literally; a version is not part of what a reference names. */
public final class References {
  private References() {}

  /** The reference without its version, or an empty text where there is none. */
  public static String normal(Reference reference) {
    String literal = reference.getReference();
    if (literal == null) {
      return "";
    }
    int history = literal.indexOf("/_history/");
    return history < 0 ? literal : literal.substring(0, history);
  }

  /** Every reference anywhere inside. */
  static Set<String> within(Base element) {
    Set<String> found = new HashSet<>();
    collect(element, found);
    found.remove("");
    return found;
  }

  private static void collect(Base element, Set<String> found) {
    if (element instanceof Reference reference) {
      found.add(normal(reference));
    }
    for (Property property : element.children()) {
      property.getValues().forEach(value -> collect(value, found));
    }
  }
}
