/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Wall-clock times of many calls, in milliseconds. */
final class Timed {
  private static final double NANOS = 1e6;

  private final List<Double> millis = new ArrayList<>();

  void call(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    millis.add((System.nanoTime() - begun) / NANOS);
  }

  void add(Timed others) {
    millis.addAll(others.millis);
  }

  int count() {
    return millis.size();
  }

  double quantile(double share) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  /** Columns of a CSV: calls, median, 95th percentile. */
  String columns() {
    return String.format(Locale.ROOT, "%d,%.2f,%.2f", millis.size(), quantile(0.5), quantile(0.95));
  }
}
