/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Optional;
import java.util.Set;

/**
 * One code of one of the exchange's own code systems.
 *
 * @param groups subsets it belongs to, such as {@code decline} among the status reasons
 * @param plain short words for a reader under stress, where there are any
 * @param discreet neutral words for screens that others may see
 * @param definition what it means, in a sentence
 */
public record LocalCode(
    LocalSystem system,
    String code,
    Set<String> groups,
    Displays displays,
    Optional<Displays> plain,
    Displays discreet,
    Displays definition) {
  public LocalCode {
    groups = Set.copyOf(groups);
  }
}
