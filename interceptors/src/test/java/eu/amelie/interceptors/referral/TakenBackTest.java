/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.TakenBack.OwnTask;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a request counts as taken back, and what becomes of a Task then. */
class TakenBackTest {
  private static final Instant EARLIER = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-21T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static OwnTask open() {
    return new OwnTask(Optional.empty(), false);
  }

  private static OwnTask recalled(Instant at) {
    return new OwnTask(Optional.of(at), true);
  }

  private static OwnTask ended(Instant at) {
    return new OwnTask(Optional.of(at), false);
  }

  private static Task cancelled(String system, String reason) {
    Task task = new Task().setStatus(TaskStatus.CANCELLED);
    return task.setStatusReason(new CodeableConcept(new Coding(system, reason, null)));
  }

  @ParameterizedTest
  @EnumSource(ServiceRequestStatus.class)
  void aRequestSaysSoByTwoStatusesAndNoOther(ServiceRequestStatus status) {
    boolean takenBack =
        status == ServiceRequestStatus.ENTEREDINERROR || status == ServiceRequestStatus.REVOKED;

    assertThat(TakenBack.isMarked(new ServiceRequest().setStatus(status))).isEqualTo(takenBack);
  }

  @Test
  void aRequestWithoutAStatusSaysNothing() {
    assertThat(TakenBack.isMarked(new ServiceRequest())).isFalse();
  }

  @Test
  void aTaskEndsInErrorByTheCodeOfThisSystemAndOnlyWhereItIsCancelled() {
    Task inError = cancelled(TaskViews.STATUS_REASON, "entered-in-error");

    assertThat(TakenBack.endedInError(inError)).isTrue();
    assertThat(TakenBack.endedInError(inError.copy().setStatus(TaskStatus.ACCEPTED))).isFalse();
    assertThat(TakenBack.endedInError(cancelled(TaskViews.STATUS_REASON, "moved"))).isFalse();
    assertThat(TakenBack.endedInError(cancelled("urn:other", "entered-in-error"))).isFalse();
    assertThat(TakenBack.endedInError(new Task().setStatus(TaskStatus.CANCELLED))).isFalse();
  }

  @Test
  void theLastTaskThatIsRecalledTakesTheRequestBack() {
    assertThat(TakenBack.byTasks(List.of(recalled(LATER)))).isTrue();
    assertThat(TakenBack.byTasks(List.of(ended(EARLIER), recalled(LATER)))).isTrue();
    assertThat(TakenBack.byTasks(List.of(ended(LATER), recalled(LATER)))).isTrue();
  }

  @Test
  void whereAnotherGoesOnOrHasEndedSinceOnlyTheAddresseeWasWrong() {
    assertThat(TakenBack.byTasks(List.of(recalled(LATER), open()))).isFalse();
    assertThat(TakenBack.byTasks(List.of(recalled(EARLIER), ended(LATER)))).isFalse();
    assertThat(TakenBack.byTasks(List.of(ended(LATER)))).isFalse();
    assertThat(TakenBack.byTasks(List.of())).isFalse();
  }

  @Test
  void whatEndsWithItSaysThatItWasAnErrorAndNotThatSheHasWithdrawn() {
    Task task = TaskChange.takeBack(new Task().setStatus(TaskStatus.ACCEPTED), TODAY);

    assertThat(TakenBack.endedInError(task)).isTrue();
    assertThat(TaskViews.shownStatus(task)).isEqualTo("cancelled");
    assertThat(TaskViews.businessStatus(task)).isEqualTo("cancelled");
    assertThat(task.getLastModifiedElement().getValueAsString()).isEqualTo("2026-11-26");
  }

  @Test
  void anOfferIsToldOfAnErrorAndOfNoOtherReasonThatItsOriginalEnded() {
    Task inError =
        TaskChange.dropOffer(
            new Task().setStatus(TaskStatus.REQUESTED),
            cancelled(TaskViews.STATUS_REASON, "entered-in-error"),
            TODAY);
    Task otherwise =
        TaskChange.dropOffer(
            new Task().setStatus(TaskStatus.RECEIVED),
            cancelled(TaskViews.STATUS_REASON, "person-withdrew"),
            TODAY);

    assertThat(TakenBack.endedInError(inError)).isTrue();
    assertThat(otherwise.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(otherwise.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
  }
}
