/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far it is, in the owner's words; two of them are the exchange's alone. */
class BusinessStatusTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

  private static Coding ours(String code) {
    return new Coding(TaskViews.BUSINESS_STATUS, code, null);
  }

  private static Task task(Coding... said) {
    Task task = new Task().setStatus(TaskStatus.INPROGRESS);
    if (said.length > 0) {
      task.setBusinessStatus(new CodeableConcept().setCoding(List.of(said)));
    }
    return task;
  }

  private static Task change(Task whole, Task sent, TaskActor actor) {
    return TaskChange.apply(
        whole, sent, actor, List.of(), () -> new ModeRules(Set.of(), Set.of()), TODAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent-revoked", "transferred-abroad"})
  void whatTheExchangeAloneKnowsIsNotForTheOwnerToSay(String code) {
    for (Task sent : List.of(task(ours(code)), task(ours("service-started"), ours(code)))) {
      ExchangeException refusal =
          catchThrowableOfType(
              ExchangeException.class,
              () -> change(task(ours("service-started")), sent, TaskActor.OWNER));

      assertThat(refusal.code()).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
      assertThat(refusal.issues().get(0).expression()).isEqualTo("Task.businessStatus");
    }
    Task kept = change(task(ours(code)), task(ours(code)), TaskActor.OWNER);
    assertThat(TaskViews.businessStatus(kept)).as("said before").isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent-revoked", "transferred-abroad"})
  void norIsANewTaskSentWithIt(String code) {
    assertThat(
            catchThrowableOfType(
                    ExchangeException.class,
                    () -> TaskViews.requireSayable(new Task(), task(ours(code))))
                .code())
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThatNoException()
        .isThrownBy(() -> TaskViews.requireSayable(new Task(), task(ours("created"))));
  }

  @Test
  void whatElseTheOwnerSaysStands() {
    for (String code : List.of("first-contact-made", "sub-referred", "closed-lost-contact")) {
      assertThat(TaskViews.businessStatus(change(task(), task(ours(code)), TaskActor.OWNER)))
          .isEqualTo(code);
    }
  }

  @Test
  void whatARequesterWasShownAndGivesBackChangesNothing() {
    Task sent = task(ours("consent-revoked")).setStatus(TaskStatus.CANCELLED);
    sent.setStatusReason(
        new CodeableConcept(new Coding(TaskViews.STATUS_REASON, "person-withdrew", null)));

    Task changed = change(task(ours("service-started")), sent, TaskActor.REQUESTER);

    assertThat(TaskViews.businessStatus(changed)).isEqualTo("service-started");
  }

  @Test
  void aStatusWithoutACodeIsNone() {
    assertThat(TaskViews.businessStatus(task(ours(null)))).isNull();
    assertThat(TaskViews.businessStatus(task(ours(null), ours("received")))).isEqualTo("received");
  }
}
