/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** Whom the services of an organisation take on, by what the directory says. */
public final class ServedAges {
  private static final Set<String> MINORS = Set.of("0-11", "12-14", "15-17", "minor-presumed");

  private ServedAges() {}

  /**
   * Whether who is or may be under 18 may be sent there. Guaranteed: where services are listed,
   * only if one of them says that it takes on minors; one that says nothing has not said so. Not
   * guaranteed: that it takes on minors of just this age, which its own answer tells. An
   * organisation without any service, as coordinators are, arranges help and gives none itself.
   *
   * @param services for each of its services its codes of {@code sc-age-band}; none for one that is
   *     closed
   */
  public static boolean mayReceiveMinors(Collection<Set<String>> services) {
    return services.isEmpty()
        || services.stream().anyMatch(ages -> !Collections.disjoint(ages, MINORS));
  }
}
