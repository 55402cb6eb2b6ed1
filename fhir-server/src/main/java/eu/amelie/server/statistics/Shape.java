/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.Dimension;
import eu.amelie.terminology.Displays;
import java.util.List;

/**
 * The categories in which a report is shown: of a Measure, by dimension. A shape adds up what is
 * published and has no numbers of its own.
 *
 * @param measure id of the Measure
 */
record Shape(String measure, List<Stratifier> stratifiers) {

  /**
   * One dimension, in the categories of the shape.
   *
   * @param title what it is called
   */
  record Stratifier(Dimension dimension, Displays title, List<Row> rows) {
    Stratifier {
      rows = List.copyOf(rows);
    }
  }

  Shape {
    stratifiers = List.copyOf(stratifiers);
  }
}
