/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** The other exchange cannot be reached for a while, or its answer is lost. */
interface OneSideAway {
  TwoExchanges exchanges();

  @Test
  default void whatIsTakenBackWhileTheOtherSideIsAwayIsSeenToWaitAndReachesItOnceItIsBack() {
    HandedOverCase withdrawn = exchanges().offered();
    Task first = withdrawn.takenOver();
    HandedOverCase erased = exchanges().offered();
    Task second = erased.takenOver();
    HandedOverCase recalled = exchanges().offered();
    exchanges().round();
    Task third = recalled.askedAbroad();

    exchanges().wayAbroad().shut();
    assertThat(withdrawn.story().withdraw().status()).isEqualTo(200);
    Parameters reason = new Parameters();
    reason.addParameter("reason", new CodeType("person-request"));
    String person = "/fhir/Patient/" + erased.story().id("Patient");
    Answer answer = erased.story().hospital().post(person + "/$erase", reason);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    recalled.cancelOffer("entered-in-error");
    HandedOverCase offered = exchanges().offered();
    exchanges().round();
    exchanges().round();

    assertThat(exchanges().waiting("take-back")).isEqualTo(3);
    assertThat(exchanges().waiting("submit")).isEqualTo(1);
    assertThat(withdrawn.personAbroad(first).status()).as("not yet").isEqualTo(200);

    exchanges().wayAbroad().open();
    exchanges().round();

    withdrawn.assertGoneAbroad(first);
    erased.assertGoneAbroad(second);
    recalled.assertGoneAbroad(third);
    assertThat(offered.submitted()).hasSize(1);
    assertThat(exchanges().waiting("take-back")).isZero();
    assertThat(exchanges().waiting("submit")).isZero();
  }

  @Test
  default void anAnswerThatIsGivenMeanwhileReachesTheFirstSideOnceTheWayIsOpen() {
    HandedOverCase declined = exchanges().offered();
    HandedOverCase accepted = exchanges().offered();
    exchanges().round();
    Task first = declined.askedAbroad();
    exchanges().wayAbroad().shut();
    declined.answerAbroad(first, TaskStatus.REJECTED, "no-capacity");
    accepted.answerAbroad(accepted.askedAbroad(), TaskStatus.ACCEPTED, null);

    exchanges().round();
    assertThat(declined.offerStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(accepted.offerStatus()).isEqualTo(TaskStatus.REQUESTED);

    exchanges().wayAbroad().open();
    exchanges().round();
    assertThat(declined.offerStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(accepted.offerStatus()).isEqualTo(TaskStatus.ACCEPTED);
    exchanges().round();
    assertThat(declined.personAbroad(first).status()).isEqualTo(404);
  }

  @Test
  default void whenTheAnswerToASubmissionIsLostItIsOneReferralAllTheSame() {
    HandedOverCase handed = exchanges().offered();
    exchanges().wayAbroad().loseTheNextAnswerToASubmission();
    exchanges().round();
    assertThat(handed.submitted()).hasSize(1);

    exchanges().round();
    exchanges().round();

    assertThat(handed.submitted()).hasSize(1);
    assertThat(handed.askedAbroad().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }
}
