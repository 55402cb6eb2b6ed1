/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.Objects;

/**
 * One element that the record may not hold, with the place it was taken from.
 *
 * <p>A path step {@code name[3:1]} is item 3 of the original list, which stands at position 1 in
 * the record; {@code name[3^1]} is item 3, absent from the record and to be put back before
 * position 1. Each step so carries all it needs, and any subset of the elements can be joined.
 * {@code contained[0^0|Patient]} names the type of a resource.
 *
 * @param path where the element belongs, without the resource type
 * @param label under which label it may be released
 * @param json its value, in this package's own notation; opaque to others
 */
public record IdentityElement(String path, IdentityLabel label, String json) {
  public IdentityElement {
    Objects.requireNonNull(path);
    Objects.requireNonNull(label);
    Objects.requireNonNull(json);
  }

  /** Shows path and label only: the value must not reach a log. */
  @Override
  public String toString() {
    return "IdentityElement[" + path + ", " + label + "]";
  }
}
