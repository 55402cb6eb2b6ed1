/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One answer on the audit record.
 *
 * @param day in UTC
 * @param organisation id of the Organization that was answered
 * @param purposes codes that it claimed
 */
public record Access(
    LocalDate day, String organisation, Set<String> purposes, List<SeenItem> seen) {
  public Access {
    purposes = Set.copyOf(purposes);
    seen = List.copyOf(seen);
  }
}
