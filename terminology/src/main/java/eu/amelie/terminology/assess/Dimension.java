/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.Locale;

/** The dimensions whose signs are counted, by the codes of {@code sc-dimension}. */
public enum Dimension {
  DECEPTIVE_RECRUITMENT(true),
  COERCIVE_RECRUITMENT(true),
  ABUSE_VULNERABILITY_RECRUITMENT(true),
  EXPLOITATION(false),
  COERCION_DESTINATION(false),
  /** No means by itself. */
  ABUSE_VULNERABILITY_DESTINATION(false);

  private final boolean means;

  Dimension(boolean means) {
    this.means = means;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it says by what means a person came into the situation. */
  boolean isMeans() {
    return means;
  }
}
