/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.util.Set;
import java.util.function.Supplier;

/**
 * One name that may stand in an element.
 *
 * @param name as it stands in JSON: {@code valueString}, not {@code value[x]}
 * @param choice common to the names of which only one may stand, else null
 * @param repeats a list in JSON
 * @param container its items count as entries of the body
 * @param kind what stands there
 * @param form of a primitive value, else null
 * @param codes all codes that a primitive may take, or null
 * @param type of a composite value; late, since types refer to themselves
 */
record ElementChild(
    String name,
    String choice,
    boolean repeats,
    boolean container,
    Kind kind,
    PrimitiveForm form,
    Set<String> codes,
    Supplier<ElementType> type) {

  enum Kind {
    PRIMITIVE,
    COMPOSITE,
    RESOURCE,
    XHTML
  }

  boolean isPrimitive() {
    return kind == Kind.PRIMITIVE;
  }
}
