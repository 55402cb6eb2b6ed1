/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.TERMINOLOGY;
import static eu.amelie.profiles.questionnaires.Responses.answer;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses to an invented questionnaire of others that was brought in. */
class ImportedResponseTest {
  private static final String CANONICAL =
      "https://instruments.example.org/Questionnaire/invented|1";
  private static final String SYSTEM = "https://instruments.example.org/CodeSystem/invented";

  private static Questionnaire invented() {
    Questionnaire questionnaire = new Questionnaire();
    item(questionnaire, "boat", QuestionnaireItemType.CHOICE).setRequired(true);
    item(questionnaire, "boats", QuestionnaireItemType.INTEGER);
    item(questionnaire, "harbour", QuestionnaireItemType.STRING)
        .setRequired(true)
        .addEnableWhen()
        .setQuestion("boats")
        .setOperator(QuestionnaireItemOperator.GREATER_THAN)
        .setAnswer(new IntegerType(2));
    for (String code : List.of("red", "blue")) {
      questionnaire
          .getItemFirstRep()
          .addAnswerOption()
          .setValue(new Coding(SYSTEM, code, "A boat"));
    }
    return questionnaire;
  }

  private static QuestionnaireItemComponent item(
      Questionnaire questionnaire, String linkId, QuestionnaireItemType type) {
    return questionnaire.addItem().setLinkId(linkId).setType(type);
  }

  private static QuestionnaireResponse response() {
    return new QuestionnaireResponse()
        .setQuestionnaire(CANONICAL)
        .setStatus(QuestionnaireResponseStatus.COMPLETED);
  }

  private static List<String> findings(Questionnaire imported, QuestionnaireResponse response) {
    return ResponseCheck.of(
            List.of(),
            TERMINOLOGY,
            canonical -> Optional.of(imported).filter(one -> CANONICAL.equals(canonical)))
        .check(response)
        .stream()
        .map(finding -> finding.code() + " " + finding.expression())
        .toList();
  }

  private static Coding boat(String code) {
    return new Coding(SYSTEM, code, "in words of the sender");
  }

  @Test
  void aResponseThatFitsIsTaken() {
    assertThat(findings(invented(), answer(response(), "boat", boat("red")))).isEmpty();
  }

  @Test
  void anAnswerOutsideTheOptionsOrOfAnotherTypeOrTwiceIsFound() {
    assertThat(findings(invented(), answer(response(), "boat", boat("green"))))
        .containsExactly("code QuestionnaireResponse.item[0].answer[0].value");
    assertThat(findings(invented(), answer(response(), "boat", new Coding("urn:x", "red", null))))
        .containsExactly("code QuestionnaireResponse.item[0].answer[0].value");
    assertThat(findings(invented(), answer(response(), "boat", new StringType("red"))))
        .containsExactly("wrong-type QuestionnaireResponse.item[0].answer[0].value");
    assertThat(findings(invented(), answer(response(), "boat", boat("red"), boat("blue"))))
        .containsExactly("too-many QuestionnaireResponse.item[0].answer");
  }

  @Test
  void anAnswerThatIsMissingOrNotAskedForIsFound() {
    assertThat(findings(invented(), response()))
        .containsExactly("required QuestionnaireResponse.item");
    assertThat(
            findings(
                invented(), answer(answer(response(), "boat", boat("red")), "sail", boat("red"))))
        .containsExactly("unknown-item QuestionnaireResponse.item[1].linkId");
  }

  @Test
  void anotherVersionOrNoneIsNotKnownAndSoNotJudged() {
    String url = CANONICAL.substring(0, CANONICAL.indexOf('|'));

    assertThat(findings(invented(), response().setQuestionnaire(url + "|2"))).isEmpty();
    assertThat(findings(invented(), response().setQuestionnaire(url))).isEmpty();
    assertThat(findings(invented(), response().setQuestionnaire(null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GREATER_THAN, 3, true", "GREATER_THAN, 2, false",
    "GREATER_OR_EQUAL, 2, true", "GREATER_OR_EQUAL, 1, false",
    "LESS_THAN, 1, true", "LESS_THAN, 2, false",
    "LESS_OR_EQUAL, 2, true", "LESS_OR_EQUAL, 3, false",
    "EQUAL, 2, true", "EQUAL, 3, false",
    "NOT_EQUAL, 3, true", "NOT_EQUAL, 2, false"
  })
  void whatIsAskedFollowsFromNumbers(QuestionnaireItemOperator operator, int boats, boolean asked) {
    Questionnaire questionnaire = invented();
    questionnaire.getItem().get(2).getEnableWhenFirstRep().setOperator(operator);
    QuestionnaireResponse response = answer(response(), "boat", boat("red"));
    answer(response, "boats", new IntegerType(boats));

    assertThat(findings(questionnaire, response))
        .isEqualTo(asked ? List.of("required QuestionnaireResponse.item") : List.of());
    answer(response, "harbour", new StringType("a fictional harbour"));
    assertThat(findings(questionnaire, response))
        .isEqualTo(asked ? List.of() : List.of("not-enabled QuestionnaireResponse.item[2]"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BOOLEAN",
        "DECIMAL",
        "INTEGER",
        "DATE",
        "DATETIME",
        "TIME",
        "STRING",
        "TEXT",
        "URL",
        "ATTACHMENT",
        "QUANTITY",
        "CHOICE",
        "OPENCHOICE"
      })
  void everyTypeOfQuestionTakesItsOwnTypeOfAnswer(QuestionnaireItemType type) {
    Questionnaire questionnaire = new Questionnaire();
    item(questionnaire, "question", type);
    int taken = 0;
    for (Type value :
        List.of(
            new BooleanType(true),
            new DecimalType("1.5"),
            new IntegerType(1),
            new DateType("2026-11-20"),
            new DateTimeType("2026-11-20T10:00:00Z"),
            new TimeType("10:00:00"),
            new StringType("a word"),
            new UriType("https://example.org"),
            new Attachment(),
            new Quantity(1),
            boat("red"))) {
      List<String> found = findings(questionnaire, answer(response(), "question", value));
      assertThat(found)
          .isIn(List.of(), List.of("wrong-type QuestionnaireResponse.item[0].answer[0].value"));
      taken += found.isEmpty() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(type == QuestionnaireItemType.OPENCHOICE ? 2 : 1);
  }

  @Test
  void optionsThatAreNoCodesAreOptionsAllTheSame() {
    Questionnaire questionnaire = new Questionnaire();
    QuestionnaireItemComponent item = item(questionnaire, "word", QuestionnaireItemType.CHOICE);
    item.addAnswerOption().setValue(new StringType("north"));

    assertThat(findings(questionnaire, answer(response(), "word", new StringType("north"))))
        .isEmpty();
    assertThat(findings(questionnaire, answer(response(), "word", new StringType("south"))))
        .containsExactly("code QuestionnaireResponse.item[0].answer[0].value");
    item.setType(QuestionnaireItemType.OPENCHOICE);
    assertThat(findings(questionnaire, answer(response(), "word", new StringType("south"))))
        .isEmpty();
  }

  @Test
  void aGroupThatRepeatsMayComeAgainAndAnyOtherItemMayNot() {
    Questionnaire questionnaire = new Questionnaire();
    QuestionnaireItemComponent group =
        item(questionnaire, "journey", QuestionnaireItemType.GROUP).setRepeats(true);
    group.addItem().setLinkId("port").setType(QuestionnaireItemType.STRING);
    QuestionnaireResponse response = response();
    for (String port : List.of("first", "second")) {
      response
          .addItem()
          .setLinkId("journey")
          .addItem()
          .setLinkId("port")
          .addAnswer()
          .setValue(new StringType(port));
    }
    assertThat(findings(questionnaire, response)).isEmpty();

    group.setRepeats(false);
    assertThat(findings(questionnaire, response))
        .containsExactly("too-many QuestionnaireResponse.item[1].linkId");
  }

  @Test
  void optionsOfAValueSetOfOthersAreNotJudgedAndThoseOfOursAre() {
    Questionnaire questionnaire = new Questionnaire();
    QuestionnaireItemComponent item = item(questionnaire, "colour", QuestionnaireItemType.CHOICE);
    item.setAnswerValueSet("https://instruments.example.org/ValueSet/colours");
    assertThat(findings(questionnaire, answer(response(), "colour", boat("any")))).isEmpty();

    item.setAnswerValueSet(LocalSystem.YES_NO.valueSetUrl());
    assertThat(findings(questionnaire, answer(response(), "colour", boat("any")))).hasSize(1);
    assertThat(findings(questionnaire, answer(response(), "colour", Responses.yes()))).isEmpty();
  }

  @Test
  void aStoredResponseIsHeldAgainstWhatWasBroughtIn() {
    FhirContext context = FhirContext.forR4Cached();
    ProfileCatalog catalog = ProfileCatalog.load(context);
    ProfileValidator knowing =
        ProfileValidator.create(context, catalog, canonical -> Optional.of(invented()));
    QuestionnaireResponse wrong = answer(response(), "boat", boat("green"));

    assertThat(knowing.validate(answer(response(), "boat", boat("red")))).isEmpty();
    assertThat(knowing.validate(wrong)).hasSize(1);
    assertThat(ProfileValidator.create(context, catalog).validate(wrong)).isEmpty();
  }
}
