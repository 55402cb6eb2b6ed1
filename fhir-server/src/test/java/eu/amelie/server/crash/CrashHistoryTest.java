/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.crash.CrashHistory.Ear;
import eu.amelie.server.crash.CrashHistory.Found;
import eu.amelie.server.crash.CrashHistory.Told;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker finds each fault that is planted, and nothing in a history without one. */
class CrashHistoryTest {
  private static final int COMPLETED = 1;
  private static final int WITHDRAWN = 2;
  private static final long ON_ITS_WAY = 100;
  private static final long WITHDRAWAL = 1_000;

  private final CrashHistory history = new CrashHistory(ON_ITS_WAY);

  /** One that was worked to its end, and one that was accepted and then withdrawn. */
  @BeforeEach
  void aHistoryWithoutFault() {
    history.acknowledged(COMPLETED);
    history.changed(COMPLETED, "accepted");
    history.changed(COMPLETED, "completed");
    history.found(COMPLETED, new Found(1, 1, "completed"));
    told(Ear.SERVICE_AVAILABLE, COMPLETED, 1);
    for (Ear ear : new Ear[] {Ear.HOSPITAL_CHANGED, Ear.SERVICE_CHANGED}) {
      told(ear, COMPLETED, 1);
      told(ear, COMPLETED, 2);
    }
    history.acknowledged(WITHDRAWN);
    history.changed(WITHDRAWN, "accepted");
    history.withdrawn(WITHDRAWN, WITHDRAWAL);
    history.found(WITHDRAWN, new Found(1, 1, "cancelled"));
    told(Ear.SERVICE_AVAILABLE, WITHDRAWN, 2);
    told(Ear.HOSPITAL_CHANGED, WITHDRAWN, 3);
    told(Ear.HOSPITAL_CHANGED, WITHDRAWN, 4);
  }

  private void told(Ear ear, int referral, long number) {
    history.told(new Told(ear, referral, number, WITHDRAWAL - 1));
  }

  @Test
  void aHistoryWithoutFaultHasNone() {
    assertThat(history.violations()).isEmpty();
  }

  @Test
  void whatIsToldAgainUnderItsNumberIsNoFault() {
    told(Ear.HOSPITAL_CHANGED, COMPLETED, 2);
    assertThat(history.violations()).isEmpty();
  }

  @Test
  void whatWasAcknowledgedAndIsNotThereIsLost() {
    history.acknowledged(3);
    assertThat(history.violations()).contains("referral 3: lost");
  }

  @Test
  void aRequestWithoutItsTaskIsLost() {
    history.found(COMPLETED, new Found(1, 0, null));
    assertThat(history.violations()).containsExactly("referral 1: lost");
  }

  @Test
  void whatIsThereTwiceIsFound() {
    history.found(COMPLETED, new Found(1, 2, "completed"));
    assertThat(history.violations()).containsExactly("referral 1: there twice");
    history.found(COMPLETED, new Found(2, 2, "completed"));
    assertThat(history.violations()).containsExactly("referral 1: there twice");
  }

  @Test
  void aStepThatWasAcknowledgedAndUndoneIsFound() {
    history.found(COMPLETED, new Found(1, 1, "accepted"));
    assertThat(history.violations()).containsExactly("referral 1: accepted, was completed");
  }

  @Test
  void aWithdrawalThatWasAcknowledgedAndUndoneIsFound() {
    history.found(WITHDRAWN, new Found(1, 1, "accepted"));
    assertThat(history.violations()).containsExactly("referral 2: accepted, was cancelled");
  }

  @Test
  void aChangeThatNobodyWasToldIsFound() {
    history.changed(COMPLETED, "completed");
    assertThat(history.violations())
        .containsExactly(
            "referral 1: HOSPITAL_CHANGED untold", "referral 1: SERVICE_CHANGED untold");
  }

  @Test
  void aReferralThatItsServiceWasNotToldIsFound() {
    history.acknowledged(3);
    history.found(3, new Found(1, 1, "requested"));
    assertThat(history.violations()).containsExactly("referral 3: SERVICE_AVAILABLE untold");
  }

  @Test
  void anEventOfNothingIsFound() {
    told(Ear.SERVICE_AVAILABLE, COMPLETED, 7);
    assertThat(history.violations())
        .containsExactly("referral 1: SERVICE_AVAILABLE told of what was not");
  }

  @Test
  void whatTheServiceIsToldAfterAWithdrawalIsFound() {
    history.told(new Told(Ear.SERVICE_CHANGED, WITHDRAWN, 3, WITHDRAWAL + ON_ITS_WAY + 1));
    assertThat(history.violations())
        .containsExactly("referral 2: SERVICE_CHANGED after withdrawal");
  }

  @Test
  void whatWasOnItsWayIsNotAndTheHospitalIsToldOfTheEnd() {
    history.told(new Told(Ear.SERVICE_CHANGED, WITHDRAWN, 3, WITHDRAWAL + ON_ITS_WAY));
    history.told(new Told(Ear.HOSPITAL_CHANGED, WITHDRAWN, 4, WITHDRAWAL + 10 * ON_ITS_WAY));
    assertThat(history.violations()).isEmpty();
  }

  @Test
  void whatNobodySubmittedIsFound() {
    history.found(9, new Found(1, 1, "requested"));
    assertThat(history.violations()).containsExactly("referral 9: never submitted");
  }
}
