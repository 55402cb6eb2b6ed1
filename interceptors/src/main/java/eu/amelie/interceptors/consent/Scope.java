/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;

/**
 * One element of a provision, read once: what it lists, and how far that can be understood.
 *
 * @param listed in the form that matches quickest; of no meaning where nothing is stated
 * @param stated whether the provision has the element at all
 * @param clear false where a value, or a needed part of one, cannot be understood
 * @param plain false where an extension says more than the element itself
 */
record Scope<T>(T listed, boolean stated, boolean clear, boolean plain) {

  static <T, B extends Base> Scope<T> of(List<B> values, Predicate<B> understood, T listed) {
    return new Scope<>(
        listed,
        !values.isEmpty(),
        values.stream().allMatch(understood),
        values.stream().noneMatch(Unknowns::hasExtension));
  }

  /**
   * Whether nothing in it can keep a provision from matching. A deny takes an element that is not
   * clear as absent, which is the widest reading, and passes over an extension.
   */
  boolean passes(boolean permit) {
    return !stated || (!permit && !clear);
  }

  /** Whether it keeps a provision from ever matching: a permit is wholly understood or nothing. */
  boolean fails(boolean permit) {
    return stated && permit && !isUnderstood();
  }

  boolean isUnderstood() {
    return clear && plain;
  }
}
