/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A question that a rule permits, and one like it that is not permitted.
 *
 * @param reason why the second is not
 */
record Twins(String rule, Asking permitted, String reason, Asking denied) {
  static final String DEFAULT = "default-deny";
  static final String EXPLICIT = "explicit-deny";

  void assertThemApart() {
    Asking.Out yes = permitted.ask();
    Asking.Out no = denied.ask();

    assertThat(yes.decision()).isEqualTo("permit");
    assertThat(yes.reason()).isEqualTo("permit");
    assertThat(yes.basis()).isNotEmpty();
    assertThat(no.decision()).isEqualTo("deny");
    assertThat(no.reason()).isEqualTo(reason);
    assertThat(no.releasedLabels()).isEmpty();
  }

  @Override
  public String toString() {
    return rule;
  }
}
