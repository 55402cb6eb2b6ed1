/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.terminology.Displays;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a stratifier.
 *
 * @param words what the code is called; empty for a code of others
 * @param leaves of the dimension, whose persons it counts
 */
record Row(String system, String code, Optional<Displays> words, Set<String> leaves) {
  Row {
    leaves = Set.copyOf(leaves);
  }
}
