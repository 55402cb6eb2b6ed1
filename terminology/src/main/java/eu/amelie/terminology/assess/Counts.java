/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Indicator.Strength;
import java.util.Collection;

/** How many signs of one dimension, by weight. */
public record Counts(int strong, int medium, int weak) {
  public Counts {
    if (strong < 0 || medium < 0 || weak < 0) {
      throw new IllegalArgumentException("No count is below zero.");
    }
  }

  static Counts of(Collection<Strength> weights) {
    int[] counted = new int[Strength.values().length];
    weights.forEach(weight -> counted[weight.ordinal()]++);
    return new Counts(
        counted[Strength.STRONG.ordinal()],
        counted[Strength.MEDIUM.ordinal()],
        counted[Strength.WEAK.ordinal()]);
  }

  Counts plus(Counts other) {
    return new Counts(strong + other.strong, medium + other.medium, weak + other.weak);
  }
}
