/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactStatementTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static QuestionnaireResponse response(String questionnaire, String... rules) {
    QuestionnaireResponse response =
        new QuestionnaireResponse()
            .setStatus(QuestionnaireResponseStatus.COMPLETED)
            .setQuestionnaire(questionnaire);
    for (String rule : rules) {
      response
          .addItem()
          .addAnswer()
          .setValue(new Coding(ROOT + "CodeSystem/sc-contact", rule, null));
    }
    return response;
  }

  private static QuestionnaireResponse form(String... rules) {
    return response(ROOT + "Questionnaire/sc-safe-contact-form|0.1.0", rules);
  }

  private static ContactStatement said(QuestionnaireResponse response) {
    return ContactStatement.of(response, NOW).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "do-not-contact,true",
    "unknown,true",
    "no-such-rule,true",
    "email-safe,false",
    "code-word-required,false"
  })
  void aFormForbidsUnlessARuleAllows(String rule, boolean forbids) {
    assertThat(said(form(rule)).forbids()).isEqualTo(forbids);
    assertThat(said(form(rule)).speaks()).isTrue();
    assertThat(said(form(rule, "do-not-contact")).forbids()).isTrue();
  }

  @Test
  void aFormWithoutAnAnswerIsOneThatSaysNothing() {
    assertThat(said(form())).returns(false, ContactStatement::speaks);
    assertThat(said(form()).forbids()).isFalse();
  }

  @Test
  void anyFormWithSuchAnAnswerIsOneAndNoneOtherIs() {
    QuestionnaireResponse other = response("https://elsewhere.example/form", "email-safe");
    QuestionnaireResponse silent = response("https://elsewhere.example/form");
    silent.addItem().addAnswer().setValue(new StringType("do-not-contact"));

    assertThat(ContactStatement.of(other, NOW)).isPresent();
    assertThat(ContactStatement.of(silent, NOW)).isEmpty();
    assertThat(ContactStatement.of(response(null), NOW)).isEmpty();
    assertThat(ContactStatement.of(new Patient(), NOW)).isEmpty();
  }

  @Test
  void whatWasEnteredInErrorSaysNothing() {
    QuestionnaireResponse wrong = form("email-safe");
    wrong.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);

    assertThat(ContactStatement.of(wrong, NOW)).isEmpty();
    assertThat(ContactStatement.isOne(wrong)).as("and still holds contact details").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:15:00Z,2026-11-20T10:15:00.999Z",
    "2026-11-20,2026-11-20T23:59:59.999Z",
    "2026-10,2026-10-31T23:59:59.999Z",
    "2026-11-26,2026-11-26T12:00:00Z",
    "2030-01-01T00:00:00Z,2026-11-26T12:00:00Z",
    "2026,2026-11-26T12:00:00Z"
  })
  void itIsSaidAtTheEndOfWhatIsGivenAndNoLaterThanNow(String authored, Instant said) {
    QuestionnaireResponse form = form("email-safe");
    form.setAuthoredElement(new DateTimeType(authored));

    assertThat(said(form).said()).isEqualTo(said);
  }

  @Test
  void whatDoesNotSayWhenIsSaidNow() {
    assertThat(said(form("email-safe")).said()).isEqualTo(NOW);
  }
}
