/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.nodes.Operation.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker finds what it is there to find, and nothing else. */
class HistoryTest {
  private final History history = new History();

  @BeforeEach
  void withdrawalOfTheFirstPersonIsAcknowledgedAtTwenty() {
    history.add(new Operation(Kind.WITHDRAW, 1, 10, 20, 200, false));
  }

  private boolean isViolation(Operation operation) {
    history.add(operation);
    return history.violations().equals(java.util.List.of(operation));
  }

  @Test
  void aReadThatBeganAfterwardsAndShowsSomethingIsAViolation() {
    assertThat(isViolation(new Operation(Kind.READ, 1, 21, 22, 200, true))).isTrue();
  }

  @Test
  void oneThatShowsNothingIsNone() {
    assertThat(isViolation(new Operation(Kind.READ, 1, 21, 22, 404, false))).isFalse();
  }

  @Test
  void oneThatBeganBeforeIsNone() {
    assertThat(isViolation(new Operation(Kind.READ, 1, 19, 40, 200, true))).isFalse();
  }

  @Test
  void oneAboutAnotherPersonIsNone() {
    assertThat(isViolation(new Operation(Kind.READ, 2, 21, 22, 200, true))).isFalse();
  }

  @Test
  void anAcceptanceThatBeganAfterwardsIsAViolation() {
    assertThat(isViolation(new Operation(Kind.ACCEPT, 1, 21, 22, 200, false))).isTrue();
  }

  @Test
  void afterAWithdrawalThatFailedNothingIs() {
    assertThat(isViolation(new Operation(Kind.WITHDRAW, 3, 1, 2, 503, false))).isFalse();
    assertThat(isViolation(new Operation(Kind.READ, 3, 21, 22, 200, true))).isFalse();
  }
}
