/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

/**
 * When the signs of one dimension are suggestive together (ILO and European Commission, operational
 * indicators, 2009).
 */
public final class DimensionRule {
  private DimensionRule() {}

  /**
   * Two strong; or one strong and one other; or three medium; or two medium and one weak. A sign
   * more never makes it false.
   */
  public static boolean isPositive(Counts present) {
    return present.strong() >= 2
        || (present.strong() == 1 && present.medium() + present.weak() >= 1)
        || present.medium() >= 3
        || (present.medium() == 2 && present.weak() >= 1);
  }

  /**
   * @param present signs answered as present
   * @param open signs that are answered neither as present nor as absent, or not at all
   */
  public static DimensionResult apply(Counts present, Counts open) {
    if (isPositive(present)) {
      return DimensionResult.POSITIVE;
    }
    return isPositive(present.plus(open)) ? DimensionResult.INSUFFICIENT : DimensionResult.NEGATIVE;
  }
}
