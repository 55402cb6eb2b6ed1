/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.List;

/**
 * One line of a table of elements.
 *
 * @param depth 0 for the root
 * @param notes what else holds for the element, such as its binding
 */
record ElementRow(
    int depth, String name, String flags, String cardinality, List<Link> types, List<Note> notes) {

  /**
   * @param label empty for a description
   */
  record Note(String label, Link text) {}
}
