/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.Map;

/**
 * When the dimensions together suggest a further assessment. The source states it for work; for the
 * sexual profile, whose weights are experimental, the same rule is used for want of another.
 */
public final class CaseRule {
  private CaseRule() {}

  /**
   * Conditions and pressure at the place are both positive, and for an adult some means is as well.
   * A dimension that is missing is not positive.
   */
  public static boolean suggestsAssessment(
      AgeGroup age, Map<Dimension, DimensionResult> dimensions) {
    return isPositive(dimensions, Dimension.EXPLOITATION)
        && isPositive(dimensions, Dimension.COERCION_DESTINATION)
        && (age == AgeGroup.CHILD || hasMeans(dimensions));
  }

  private static boolean hasMeans(Map<Dimension, DimensionResult> dimensions) {
    for (Dimension dimension : Dimension.values()) {
      if (dimension.isMeans() && isPositive(dimensions, dimension)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPositive(
      Map<Dimension, DimensionResult> dimensions, Dimension dimension) {
    return dimensions.get(dimension) == DimensionResult.POSITIVE;
  }
}
