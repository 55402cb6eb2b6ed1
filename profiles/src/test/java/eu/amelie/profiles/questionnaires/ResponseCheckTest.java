/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.answer;
import static eu.amelie.profiles.questionnaires.Responses.coding;
import static eu.amelie.profiles.questionnaires.Responses.findings;
import static eu.amelie.profiles.questionnaires.Responses.no;
import static eu.amelie.profiles.questionnaires.Responses.to;
import static eu.amelie.profiles.questionnaires.Responses.yes;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.LocalSystem;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCheckTest {
  private static QuestionnaireResponse alone() {
    QuestionnaireResponse response = to("sc-quick-check");
    answer(response, "alone", yes());
    answer(response, "safe-now", yes());
    return answer(response, "urgent-care", no());
  }

  @Test
  void wholeResponseFits() {
    QuestionnaireResponse response = alone();
    answer(response, "go-freely", coding(LocalSystem.ANSWER, "declined"));
    answer(response, "wants-help", yes());
    answer(
        response,
        "contact",
        coding(LocalSystem.CONTACT, "text-neutral-only"),
        coding(LocalSystem.CONTACT, "post-not-safe"));

    assertThat(findings(response)).isEmpty();
  }

  @Test
  void itemThatIsNotAskedIsUnknown() {
    assertThat(findings(answer(alone(), "name", new StringType("a fictional name"))))
        .containsExactly("unknown-item QuestionnaireResponse.item[3].linkId");
  }

  @Test
  void itemOutOfItsGroupIsUnknown() {
    QuestionnaireResponse response = to("sc-adult-signs");
    answer(response, "form", coding(LocalSystem.FORM, "unknown"));

    assertThat(findings(answer(response, "dr-pay", coding(LocalSystem.ANSWER, "present"))))
        .containsExactly("unknown-item QuestionnaireResponse.item[1].linkId");
  }

  @Test
  void signsInTheirGroupFit() {
    QuestionnaireResponse response = to("sc-adult-signs");
    answer(response, "form", coding(LocalSystem.FORM, "unknown"));
    var sign = response.addItem().setLinkId("deceptive-recruitment").addItem();
    sign.setLinkId("dr-pay").addAnswer().setValue(coding(LocalSystem.ANSWER, "present"));
    assertThat(findings(response)).isEmpty();

    sign.getAnswerFirstRep().setValue(coding(LocalSystem.FORM, "sexual"));
    assertThat(findings(response))
        .containsExactly("code QuestionnaireResponse.item[1].item[0].answer[0].value");
  }

  @Test
  void requiredAnswerIsMissedInAWholeResponseOnly() {
    QuestionnaireResponse response = to("sc-quick-check");
    answer(response, "alone", yes());
    answer(response, "urgent-care", no());
    assertThat(findings(response)).containsExactly("required QuestionnaireResponse.item");

    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    assertThat(findings(response)).isEmpty();
  }

  @Test
  void itemWithoutAnAnswerIsAsGoodAsMissing() {
    QuestionnaireResponse response = alone();
    response.getItem().get(2).setAnswer(null);

    assertThat(findings(response)).containsExactly("required QuestionnaireResponse.item[2].answer");
  }

  @Test
  void whatIsNotAskedAfterTheAnswersBeforeIsNotMissedAndNotTaken() {
    QuestionnaireResponse response = to("sc-quick-check");
    answer(response, "alone", no());
    answer(response, "urgent-care", no());
    assertThat(findings(response)).isEmpty();

    assertThat(findings(answer(response, "safe-now", yes())))
        .containsExactly("not-enabled QuestionnaireResponse.item[2]");
  }

  @Test
  void conditionOnSeveralAnswersNeedsOneOfThem() {
    QuestionnaireResponse response = to("sc-safe-contact-form");
    answer(
        response,
        "contact",
        coding(LocalSystem.CONTACT, "email-safe"),
        coding(LocalSystem.CONTACT, "code-word-required"));
    answer(response, "record-written", no());
    assertThat(findings(response)).containsExactly("required QuestionnaireResponse.item");

    assertThat(findings(answer(response, "code-word", new StringType("a fictional word"))))
        .isEmpty();
  }

  @Test
  void conditionOnAnyAnswerNeedsOne() {
    QuestionnaireResponse response = to("sc-referral-form");
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    answer(response, "mode-switch", coding(LocalSystem.MODE, "switch-allowed"));
    assertThat(findings(response)).containsExactly("not-enabled QuestionnaireResponse.item[0]");

    assertThat(findings(answer(response, "mode", coding(LocalSystem.MODE, "phone")))).isEmpty();
  }

  @Test
  void answerOfAnotherTypeDoesNotFit() {
    QuestionnaireResponse response = alone();
    response.getItem().get(0).getAnswerFirstRep().setValue(new BooleanType(true));

    assertThat(findings(response))
        .contains("wrong-type QuestionnaireResponse.item[0].answer[0].value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "present", ""})
  void answerOutsideTheOptionsDoesNotFit(String code) {
    QuestionnaireResponse response = alone();
    response.getItem().get(2).getAnswerFirstRep().setValue(coding(LocalSystem.YES_NO, code));

    assertThat(findings(response))
        .containsExactly("code QuestionnaireResponse.item[2].answer[0].value");
  }

  @Test
  void answerOfAnotherSystemWithTheSameCodeDoesNotFit() {
    QuestionnaireResponse response = alone();
    Coding foreign = new Coding("http://example.org/fictional", "no", null);
    response.getItem().get(2).getAnswerFirstRep().setValue(foreign);

    assertThat(findings(response))
        .containsExactly("code QuestionnaireResponse.item[2].answer[0].value");
  }

  @Test
  void oneAnswerIsTakenWhereOneIsAskedFor() {
    QuestionnaireResponse response = alone();
    response.getItem().get(2).addAnswer().setValue(yes());
    assertThat(findings(response)).containsExactly("too-many QuestionnaireResponse.item[2].answer");

    assertThat(findings(answer(alone(), "urgent-care", yes())))
        .containsExactly("too-many QuestionnaireResponse.item[3].linkId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-no-such-questionnaire", "sc-quick-check|9.9.9"})
  void questionnaireOfOursThatIsNotThereDoesNotFit(String questionnaire) {
    assertThat(findings(to(questionnaire)))
        .containsExactly("questionnaire QuestionnaireResponse.questionnaire");
  }

  @Test
  void responseToAQuestionnaireOfOthersOrToNoneIsNotJudged() {
    QuestionnaireResponse response = answer(to("sc-quick-check"), "anything", yes());

    assertThat(findings(response.setQuestionnaire("http://example.org/Questionnaire/other")))
        .isEmpty();
    assertThat(findings(response.setQuestionnaire(null))).isEmpty();
  }

  @Test
  void findingsHoldNothingOfTheInput() {
    QuestionnaireResponse response = alone();
    answer(response, "needle-link", new StringType("needle-value"));
    response.getItem().get(2).getAnswerFirstRep().setValue(coding(LocalSystem.FORM, "needle-code"));

    assertThat(Responses.check(response))
        .hasSize(2)
        .noneMatch(finding -> finding.toString().contains("needle"));
  }
}
