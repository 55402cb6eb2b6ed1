/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import java.util.Collection;
import java.util.Set;

/** Whom the services of an organisation take on, by what the directory says. */
public final class ServedAges {
  private static final Set<String> ADULTS =
      Set.of("18-24", "25-34", "35-49", "50+", "adult-presumed");

  private ServedAges() {}

  /**
   * Whether all its services say that they take on adults only. One that says nothing takes on
   * everybody, and so does an organisation without services.
   *
   * @param services for each active service its codes of {@code sc-age-band}
   */
  public static boolean areAdultsOnly(Collection<Set<String>> services) {
    return !services.isEmpty()
        && services.stream().allMatch(ages -> !ages.isEmpty() && ADULTS.containsAll(ages));
  }
}
