/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two ways of doing a thing, in turn and the first of each pair alternating, so that whatever else
 * the machine does happens to both. The ratio is that of the medians of a block, and of the blocks
 * the median.
 */
final class Paired {
  private static final double MIDDLE = 0.5;
  private static final double HIGH = 0.95;

  private final Timed first = new Timed();
  private final Timed second = new Timed();
  private final List<Double> ratios = new ArrayList<>();

  void block(int pairs, Runnable one, Runnable other) {
    Timed ones = new Timed();
    Timed others = new Timed();
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        ones.call(one);
        others.call(other);
      } else {
        others.call(other);
        ones.call(one);
      }
    }
    ratios.add(others.quantile(MIDDLE) / ones.quantile(MIDDLE));
    first.add(ones);
    second.add(others);
  }

  /** Columns of a CSV. */
  static String header() {
    return "calls,alone_ms,alone_p95,beside_ms,beside_p95,time_ratio,time_ratio_min,time_ratio_max";
  }

  String columns() {
    List<Double> sorted = ratios.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%d,%.2f,%.2f,%.2f,%.2f,%.3f,%.3f,%.3f",
        first.count(),
        first.quantile(MIDDLE),
        first.quantile(HIGH),
        second.quantile(MIDDLE),
        second.quantile(HIGH),
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }
}
