/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One element of a provision, as far as it can be understood.
 *
 * @param values what it lists; empty where it is absent
 * @param clear false where part of it cannot be understood
 */
record Scope<T>(List<T> values, boolean clear) {

  static <S, T> Scope<T> of(List<S> raw, Function<S, T> read, Predicate<T> understood) {
    List<T> values = raw.stream().map(read).toList();
    return new Scope<>(
        values.stream().filter(understood).toList(), values.stream().allMatch(understood));
  }

  static <T> Scope<T> absent() {
    return new Scope<>(List.of(), true);
  }

  boolean isStated() {
    return !values.isEmpty() || !clear;
  }

  /**
   * A permit matches on what is wholly clear; a deny takes an unclear element as absent, which is
   * the widest reading.
   */
  boolean matches(boolean permit, Predicate<T> test) {
    if (!clear) {
      return !permit;
    }
    return values.isEmpty() || values.stream().anyMatch(test);
  }
}
