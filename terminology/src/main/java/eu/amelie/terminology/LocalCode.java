/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Set;

/**
 * One code of one of the exchange's own code systems.
 *
 * @param groups subsets it belongs to, such as {@code decline} among the status reasons
 */
public record LocalCode(
    LocalSystem system, String code, Set<String> groups, Displays displays, String definition) {
  public LocalCode {
    groups = Set.copyOf(groups);
  }
}
