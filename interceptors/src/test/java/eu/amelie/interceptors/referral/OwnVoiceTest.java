/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What the exchange asks for itself is said by nobody else. */
class OwnVoiceTest {
  private static CodeableConcept duty(String code) {
    return new CodeableConcept(new Coding(TaskViews.DUTY, code, null));
  }

  private static ExchangeException refusal(Task stored, Task sent) {
    return catchThrowableOfType(
        ExchangeException.class, () -> TaskViews.requireOwnVoice(stored, sent));
  }

  @Test
  void aDutyIsNotAskedForByAParty() {
    Task coded = new Task().setCode(duty(TaskViews.REVIEW_KEPT_DATA));
    Task beside = new Task().setCode(new CodeableConcept(new Coding("urn:own", "x", null)));
    beside.getCode().addCoding(duty("no-such-duty").getCodingFirstRep());
    Task below = new Task();
    below.addInput().setType(duty(TaskViews.ERASURE_DUE)).setValue(new StringType("x"));

    for (Task sent : new Task[] {coded, beside, below}) {
      assertThat(refusal(new Task(), sent).code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
    }
    assertThat(refusal(new Task(), coded).issues().get(0).expression()).isEqualTo("Task.code");
  }

  @Test
  void whatIsADutyIsChangedAsOneAndBecomesNoOther() {
    Task stored = new Task().setCode(duty(TaskViews.RENEW_CONSENT));
    Task same = new Task().setCode(duty(TaskViews.RENEW_CONSENT));
    Task other = new Task().setCode(duty(TaskViews.ERASURE_DUE));
    Task done = new Task().setCode(duty(TaskViews.RENEW_CONSENT));
    done.addOutput().setType(duty(TaskViews.RENEW_CONSENT)).setValue(new StringType("x"));

    assertThatNoException().isThrownBy(() -> TaskViews.requireOwnVoice(stored, same));
    assertThatNoException().isThrownBy(() -> TaskViews.requireOwnVoice(stored, done));
    assertThatNoException()
        .isThrownBy(
            () ->
                TaskViews.requireOwnVoice(
                    new Task(),
                    new Task().setCode(new CodeableConcept(new Coding("urn:own", "x", null)))));
    assertThat(refusal(stored, other).code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
  }
}
