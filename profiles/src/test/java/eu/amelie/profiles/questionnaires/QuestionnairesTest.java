/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

class QuestionnairesTest {
  private static final Set<QuestionnaireItemType> READ =
      Set.of(
          QuestionnaireItemType.CHOICE,
          QuestionnaireItemType.DATE,
          QuestionnaireItemType.STRING,
          QuestionnaireItemType.TEXT,
          QuestionnaireItemType.REFERENCE,
          QuestionnaireItemType.GROUP);

  private final TerminologyCatalog terminology = TerminologyCatalog.load();
  private final List<Questionnaire> questionnaires = Questionnaires.of(terminology);

  @Test
  void thereIsOneForEachPurpose() {
    assertThat(questionnaires)
        .extracting(Questionnaire::getIdPart)
        .containsExactly(
            "sc-quick-check",
            "sc-adult-signs",
            "sc-minor-signs",
            "sc-consent-form",
            "sc-safe-contact-form",
            "sc-referral-form",
            "sc-outcome");
  }

  @Test
  void quickCheckAsksAtMostEightQuestionsAndSafetyFirst() {
    List<QuestionnaireItemComponent> items = named("sc-quick-check").getItem();

    assertThat(items).hasSizeLessThanOrEqualTo(8).allMatch(item -> item.getItem().isEmpty());
    assertThat(items)
        .extracting(QuestionnaireItemComponent::getLinkId)
        .startsWith("alone", "safe-now");
  }

  @Test
  void everyTextAndTitleIsInSixLanguages() {
    assertThat(
            items()
                .filter(item -> item.getTextElement().getExtension().size() != 5)
                .map(QuestionnaireItemComponent::getLinkId))
        .isEmpty();
    assertThat(questionnaires)
        .allMatch(questionnaire -> questionnaire.getTitleElement().getExtension().size() == 5);
  }

  @Test
  void everyLinkIdIsThereOnceInItsQuestionnaire() {
    for (Questionnaire questionnaire : questionnaires) {
      Set<String> seen = new HashSet<>();
      assertThat(items(questionnaire.getItem())).allMatch(item -> seen.add(item.getLinkId()));
    }
  }

  @Test
  void everyTypeAndOperatorIsOneThatTheCheckReads() {
    assertThat(items()).allMatch(item -> READ.contains(item.getType()));
    assertThat(items().flatMap(item -> item.getEnableWhen().stream()))
        .isNotEmpty()
        .allMatch(
            condition ->
                condition.getOperator() == QuestionnaireItemOperator.EQUAL
                    || condition.getOperator() == QuestionnaireItemOperator.EXISTS);
  }

  @Test
  void everyChoiceHasOptionsThatAreThere() {
    List<String> sets = terminology.valueSets().stream().map(ValueSet::getUrl).toList();

    assertThat(items().filter(item -> item.getType() == QuestionnaireItemType.CHOICE))
        .isNotEmpty()
        .allMatch(item -> sets.contains(item.getAnswerValueSet()));
  }

  @Test
  void everyCodeAndConditionNamesACodeThatIsThere() {
    assertThat(items().flatMap(item -> item.getCode().stream()))
        .hasSizeGreaterThan(200)
        .allMatch(this::isKnown);
    assertThat(
            items()
                .flatMap(item -> item.getEnableWhen().stream())
                .map(condition -> condition.getAnswer())
                .filter(Coding.class::isInstance)
                .map(Coding.class::cast))
        .isNotEmpty()
        .allMatch(this::isKnown);
  }

  @Test
  void signsOfAPopulationAreAllAskedAndTheResultIsHidden() {
    for (String id : List.of("sc-adult-signs", "sc-minor-signs")) {
      String population = id.replace("-signs", "").replace("sc-", "sc-indicators-");
      List<String> members =
          terminology.valueSets().stream()
              .filter(set -> set.getIdPart().equals(population))
              .flatMap(set -> set.getCompose().getIncludeFirstRep().getConcept().stream())
              .map(ValueSet.ConceptReferenceComponent::getCode)
              .toList();

      assertThat(items(named(id).getItem()).flatMap(item -> item.getCode().stream()))
          .extracting(Coding::getCode)
          .containsExactlyInAnyOrderElementsOf(members);
      assertThat(items(named(id).getItem()).filter(QuestionnaireItemComponent::getReadOnly))
          .singleElement()
          .matches(
              item ->
                  item.hasExtension(
                      "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"));
    }
  }

  @Test
  void policeAreAskedAboutApartAndNeverRequired() {
    assertThat(items(named("sc-consent-form").getItem()))
        .filteredOn(item -> item.getLinkId().equals("police"))
        .singleElement()
        .matches(item -> !item.getRequired());
    assertThat(items().filter(item -> item.getText().toLowerCase(Locale.ROOT).contains("police")))
        .noneMatch(QuestionnaireItemComponent::getRequired);
  }

  @Test
  void noQuestionOffersAnAuthorityAmongOtherPurposes() {
    Set<String> asked =
        items()
            .map(QuestionnaireItemComponent::getAnswerValueSet)
            .filter(set -> set != null)
            .collect(Collectors.toSet());

    assertThat(terminology.valueSets())
        .filteredOn(set -> asked.contains(set.getUrl()))
        .flatExtracting(set -> set.getCompose().getInclude())
        .filteredOn(include -> include.getSystem().equals(LocalSystem.PURPOSE.url()))
        .singleElement()
        .extracting(
            include -> include.getConcept().stream().map(concept -> concept.getCode()).toList())
        .isEqualTo(List.of("sc-support", "sc-coordination", "sc-statistics"));
  }

  @Test
  void noTextNamesTheTopic() {
    String all =
        questionnaires.stream()
            .map(FhirContext.forR4Cached().newJsonParser()::encodeResourceToString)
            .map(json -> json.replaceAll("\"(linkId|code)\":\"[^\"]*\"", ""))
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT);

    assertThat(all)
        .doesNotContain(
            "traffick",
            "victim",
            "exploit",
            "prostitut",
            "amelie",
            "opfer",
            "slachtoffer",
            "vittim",
            "θύμα",
            "mensenhandel",
            "menschenhandel",
            "esclav");
  }

  @Test
  void sameTablesGiveTheSameBytes() {
    var parser = FhirContext.forR4Cached().newJsonParser();

    assertThat(Questionnaires.of(TerminologyCatalog.load()))
        .extracting(parser::encodeResourceToString)
        .isEqualTo(questionnaires.stream().map(parser::encodeResourceToString).toList());
  }

  private boolean isKnown(Coding coding) {
    return terminology.find(coding.getSystem(), coding.getCode()).isPresent()
        && coding.getSystem().startsWith(LocalSystem.CANONICAL_ROOT);
  }

  private Questionnaire named(String id) {
    return questionnaires.stream()
        .filter(questionnaire -> questionnaire.getIdPart().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Stream<QuestionnaireItemComponent> items() {
    return questionnaires.stream().flatMap(questionnaire -> items(questionnaire.getItem()));
  }

  private static Stream<QuestionnaireItemComponent> items(List<QuestionnaireItemComponent> items) {
    return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem())));
  }
}
