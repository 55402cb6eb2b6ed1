/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.util.Map;

/**
 * What may stand in an element of one type.
 *
 * @param name FHIR's, or HAPI's for the parts of a resource
 * @param resource whether it names itself with {@code resourceType}
 * @param children by their JSON names
 */
record ElementType(String name, boolean resource, Map<String, ElementChild> children) {
  ElementType {
    children = Map.copyOf(children);
  }

  /** Null where FHIR knows no such name. */
  ElementChild child(String childName) {
    return children.get(childName);
  }

  boolean isExtension() {
    return name.equals("Extension");
  }
}
