/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.TerminologyCatalog;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;

class AskedCodesTest {
  private static final String SIGNS =
      "https://fhir.example.org/supportive-care/Questionnaire/sc-adult-signs";

  private final AskedCodes codes = AskedCodes.of(TerminologyCatalog.load());

  private static QuestionnaireResponse answered(String form, String question) {
    QuestionnaireResponse response = new QuestionnaireResponse().setQuestionnaire(form);
    response
        .addItem()
        .setLinkId("group")
        .addItem()
        .setLinkId(question)
        .addAnswer()
        .setValue(new BooleanType(true));
    return response;
  }

  @Test
  void anAnswerIsAboutTheCodesOfItsQuestionInAnyVersionOfTheForm() {
    for (String version : new String[] {"", "|0.1.0", "|9"}) {
      assertThat(codes.of(answered(SIGNS + version, "cr-violence")))
          .extracting(Coding::getSystem)
          .containsExactly("https://fhir.example.org/supportive-care/CodeSystem/sc-indicators");
    }
  }

  @Test
  void whatIsNotAnsweredIsAboutNothing() {
    QuestionnaireResponse response = new QuestionnaireResponse().setQuestionnaire(SIGNS);
    response.addItem().setLinkId("cr-violence");
    assertThat(codes.of(response)).isEmpty();
  }

  @Test
  void ofAForeignFormOrQuestionNobodyKnows() {
    for (QuestionnaireResponse unknown :
        new QuestionnaireResponse[] {
          answered("https://hospital-be.example.org/form", "cr-violence"),
          answered(SIGNS, "nobody-asks-this"),
          answered(null, "cr-violence")
        }) {
      assertThat(codes.of(unknown)).singleElement().matches(coding -> !coding.hasSystem());
    }
  }
}
