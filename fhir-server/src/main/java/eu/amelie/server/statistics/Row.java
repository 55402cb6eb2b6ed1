/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import java.util.Set;

/**
 * One line of a stratifier.
 *
 * @param leaves of the dimension, whose persons it counts
 */
record Row(String system, String code, String display, Set<String> leaves) {
  Row {
    leaves = Set.copyOf(leaves);
  }
}
