/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The signs of the catalogue as questions, a group per dimension: what is asked of the person in
 * plain words, what staff notice as the catalogue has it. Weights do not stand here: what the
 * answers come to is worked out by the rule, and a hidden item takes that and nothing else (see
 * {@link SignResult}).
 */
final class SignItems {
  private static final Map<String, String> POPULATIONS =
      Map.of(
          "sc-adult-signs", "sc-indicators-adult",
          "sc-minor-signs", "sc-indicators-minor");
  private static final String NOTICED_BY_STAFF = "presentation-";
  private static final String HIDDEN =
      "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

  private SignItems() {}

  /** None for a questionnaire that is not about all signs of a population. */
  static List<QuestionnaireItemComponent> of(String questionnaire, TerminologyCatalog terminology) {
    String population = POPULATIONS.get(questionnaire);
    if (population == null) {
      return List.of();
    }
    Set<String> asked = members(population, terminology);
    Map<String, List<Indicator>> byDimension =
        terminology.indicators().all().stream()
            .filter(sign -> asked.contains(sign.code()))
            .collect(
                Collectors.groupingBy(
                    Indicator::dimension, LinkedHashMap::new, Collectors.toList()));
    List<QuestionnaireItemComponent> items = new ArrayList<>();
    byDimension.forEach(
        (dimension, signs) ->
            items.add(group(terminology.find(dimensions(), dimension).orElseThrow(), signs)));
    items.add(hidden(terminology));
    return items;
  }

  private static Set<String> members(String valueSet, TerminologyCatalog terminology) {
    return terminology.valueSets().stream()
        .filter(set -> set.getIdPart().equals(valueSet))
        .flatMap(set -> set.getCompose().getIncludeFirstRep().getConcept().stream())
        .map(ValueSet.ConceptReferenceComponent::getCode)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static QuestionnaireItemComponent group(LocalCode dimension, List<Indicator> signs) {
    QuestionnaireItemComponent group =
        new QuestionnaireItemComponent()
            .setLinkId(dimension.code())
            .setType(QuestionnaireItemType.GROUP)
            .setTextElement(Wording.text(dimension.displays()));
    signs.forEach(sign -> group.addItem(question(sign)));
    return group;
  }

  private static QuestionnaireItemComponent question(Indicator sign) {
    Displays words = sign.dimension().startsWith(NOTICED_BY_STAFF) ? sign.displays() : sign.plain();
    QuestionnaireItemComponent question =
        new QuestionnaireItemComponent()
            .setLinkId(sign.code())
            .setType(QuestionnaireItemType.CHOICE)
            .setTextElement(Wording.text(words))
            .setAnswerValueSet(LocalSystem.ANSWER.valueSetUrl());
    question.addCode(new Coding(LocalSystem.INDICATORS.url(), sign.code(), null));
    Questionnaires.extract(question);
    return question;
  }

  private static QuestionnaireItemComponent hidden(TerminologyCatalog terminology) {
    QuestionnaireItemComponent result =
        new QuestionnaireItemComponent()
            .setLinkId(SignResult.ITEM)
            .setType(QuestionnaireItemType.CHOICE)
            .setReadOnly(true)
            .setTextElement(Wording.text(terminology.title(LocalSystem.ASSESSMENT)))
            .setAnswerValueSet(LocalSystem.CANONICAL_ROOT + "/ValueSet/sc-assessment-result");
    result.addExtension(HIDDEN, new BooleanType(true));
    return result;
  }

  private static String dimensions() {
    return LocalSystem.DIMENSION.url();
  }
}
