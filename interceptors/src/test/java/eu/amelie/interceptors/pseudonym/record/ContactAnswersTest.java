/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static eu.amelie.interceptors.Seed.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Disclosure E3: through whom, when and by which word a person is reached, where it is answered.
 */
class ContactAnswersTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final RecordShapes SHAPES =
      RecordShapes.load(CONTEXT, (system, code) -> code != null);
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String FORM = ROOT + "Questionnaire/sc-safe-contact-form";
  private static final String QUICK_CHECK = ROOT + "Questionnaire/sc-quick-check";
  private static final String ELSEWHERE = "https://hospital.example.org/Questionnaire/reach";
  private static final Set<IdentityLabel> NOTHING = Set.of();
  private static final Set<IdentityLabel> ALL_BUT_CONTACT =
      Set.of(IdentityLabel.IDS, IdentityLabel.LOCIS, IdentityLabel.TEXT);

  private static Coding contact(String code) {
    return new Coding(ROOT + "CodeSystem/sc-contact", code, null);
  }

  private static Coding yes() {
    return new Coding(ROOT + "CodeSystem/sc-yes-no", "yes", null);
  }

  private static QuestionnaireResponse response(String questionnaire) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(questionnaire);
    response.getText().setDivAsString("<div>Say kingfisher first</div>");
    return response;
  }

  private static QuestionnaireResponse answering(
      QuestionnaireResponse response, String question, Type... answers) {
    QuestionnaireResponseItemComponent item = response.addItem().setLinkId(question);
    List.of(answers).forEach(answer -> item.addAnswer().setValue(answer));
    return response;
  }

  private static QuestionnaireResponse safeContact(String questionnaire) {
    QuestionnaireResponse response = response(questionnaire);
    answering(
        response,
        "contact",
        contact("code-word-required"),
        contact("phone-time-window"),
        contact("via-trusted-person"));
    answering(response, "when", new StringType("After nine, never on market day"));
    answering(response, "code-word", new StringType("kingfisher"));
    answering(response, "trusted", new StringType("Aunt Invented at the bakery"));
    return answering(response, "record-written", yes());
  }

  private static QuestionnaireResponse shown(Resource whole, Set<IdentityLabel> released) {
    Split split = SHAPES.split(whole);
    return (QuestionnaireResponse)
        SHAPES.join(
            split.record(),
            split.identity().stream().filter(one -> released.contains(one.label())).toList());
  }

  private static String json(Resource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }

  private static List<String> questions(QuestionnaireResponse response) {
    return response.getItem().stream().map(QuestionnaireResponseItemComponent::getLinkId).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, FORM + "|1.0.0", FORM + "#when", ELSEWHERE})
  void whoeverIsReleasedWordsButNoContactDetailsReadsNothingOfIt(String questionnaire) {
    QuestionnaireResponse whole = safeContact(questionnaire);

    for (Set<IdentityLabel> released : List.of(NOTHING, ALL_BUT_CONTACT)) {
      QuestionnaireResponse shown = shown(whole, released);
      assertThat(shown.hasItem()).isFalse();
      assertThat(json(shown))
          .doesNotContain("kingfisher", "market day", "bakery", "code-word", "sc-contact");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, FORM + "|1.0.0", ELSEWHERE})
  void whoeverIsReleasedContactDetailsReadsAllOfItWithoutAnyOtherLabel(String questionnaire) {
    QuestionnaireResponse shown = shown(safeContact(questionnaire), Set.of(IdentityLabel.DEMO));

    assertThat(questions(shown))
        .containsExactly("contact", "when", "code-word", "trusted", "record-written");
    assertThat(json(shown)).contains("kingfisher", "market day", "bakery", "code-word-required");
    assertThat(shown.hasQuestionnaire()).as("which was asked is text").isFalse();
  }

  @Test
  void ofTheFormEveryAnswerIsAContactDetailWhateverItsCode() {
    QuestionnaireResponse unanswered = answering(response(FORM), "record-written", yes());

    assertThat(SHAPES.split(unanswered).identity())
        .extracting(IdentityElement::path, IdentityElement::label)
        .contains(tuple("item[0^0]", IdentityLabel.DEMO), tuple("text", IdentityLabel.DEMO));
  }

  @Test
  void ofAnotherFormOfOursOnlyTheQuestionAboutContactGoes() {
    QuestionnaireResponse whole = answering(response(QUICK_CHECK + "|1.0.0"), "alone", yes());
    answering(whole, "contact", contact("email-safe"));
    answering(whole, "safe-now", yes());

    QuestionnaireResponse masked = shown(whole, NOTHING);
    QuestionnaireResponse shown = shown(whole, Set.of(IdentityLabel.DEMO, IdentityLabel.TEXT));

    assertThat(masked.getItem()).hasSize(2);
    assertThat(json(masked)).contains("sc-yes-no").doesNotContain("sc-contact", "kingfisher");
    assertThat(questions(shown)).containsExactly("alone", "contact", "safe-now");
  }

  @Test
  void aQuestionOfOthersWithoutSuchACodeIsTextAsBefore() {
    QuestionnaireResponse whole = answering(response(ELSEWHERE), "slept-well", yes());
    answering(whole, "says", new StringType("Not much"));

    assertThat(shown(whole, NOTHING).getItem()).hasSize(1);
    assertThat(json(shown(whole, Set.of(IdentityLabel.TEXT)))).contains("Not much", "kingfisher");
    assertThat(json(shown(whole, Set.of(IdentityLabel.DEMO)))).doesNotContain("Not much");
  }

  @Test
  void anAnswerBelowAnotherTakesItsWholeQuestionWithIt() {
    QuestionnaireResponse whole = answering(response(QUICK_CHECK), "wants-help", yes());
    QuestionnaireResponseItemComponent below =
        whole.getItemFirstRep().getAnswerFirstRep().addItem().setLinkId("reach").addItem();
    below.setLinkId("contact").addAnswer().setValue(contact("do-not-contact"));
    answering(whole, "alone", yes());

    assertThat(shown(whole, ALL_BUT_CONTACT).getItem())
        .extracting(QuestionnaireResponseItemComponent::getLinkId)
        .containsExactly("alone");
  }

  @Test
  void whereAResponseIsContainedItsAnswersAreContactDetailsToo() {
    Observation around = new Observation();
    QuestionnaireResponse contained = safeContact(FORM);
    contained.setId("#r");
    around.addContained(contained);

    assertThat(SHAPES.split(around).identity())
        .filteredOn(element -> element.json().matches("(?s).*(kingfisher|market day|bakery).*"))
        .isNotEmpty()
        .extracting(IdentityElement::label)
        .containsOnly(IdentityLabel.DEMO);
  }

  @Property(tries = 200, seed = SEED)
  void theLawsOfTheRecordHoldForSuchAnswers(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    QuestionnaireResponse made =
        (QuestionnaireResponse) new RandomResources(CONTEXT, seed).parsed("QuestionnaireResponse");
    made.setQuestionnaire(List.of(FORM, QUICK_CHECK, ELSEWHERE).get(random.nextInt(3)));
    made.getItem()
        .add(
            random.nextInt(made.getItem().size() + 1),
            new QuestionnaireResponseItemComponent().setLinkId("contact"));
    made.getItem().stream()
        .filter(item -> "contact".equals(item.getLinkId()))
        .forEach(item -> item.addAnswer().setValue(contact("email-safe")));
    String whole = json(made);

    Split split = SHAPES.split(made);

    assertThat(json(made)).as("the input stays").isEqualTo(whole);
    assertThat(json((Resource) SHAPES.join(split.record(), split.identity()))).isEqualTo(whole);
    assertThat(SHAPES.offList(split.record())).isEmpty();
    assertThat(json((Resource) split.record())).doesNotContain("sc-contact");
    assertThat(json(shown(made, ALL_BUT_CONTACT))).doesNotContain("sc-contact");
  }
}
