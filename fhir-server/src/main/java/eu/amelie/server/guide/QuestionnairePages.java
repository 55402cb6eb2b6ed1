/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.profiles.ProfileCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Type;

/** Questionnaires, question by question, in all languages. */
final class QuestionnairePages {
  /** One question or group. */
  record Item(
      int depth,
      String linkId,
      List<Words.Word> words,
      String type,
      String cardinality,
      Link options,
      String asked) {}

  private static final String HIDDEN =
      "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

  private final List<Questionnaire> questionnaires;
  private final Links links;

  QuestionnairePages(ProfileCatalog catalog, Links links) {
    this.questionnaires = Published.of(catalog, Questionnaire.class);
    this.links = links;
  }

  List<Page> all() {
    List<Page> pages = new ArrayList<>();
    pages.add(
        ListPages.of(
            Section.QUESTIONNAIRES,
            "Questionnaires",
            "In our own words and six languages. Filled from the record by $populate, turned into"
                + " resources by $extract; what answers come to is worked out by $assess.",
            List.of(ListPages.group("Questionnaires", questionnaires))));
    questionnaires.forEach(questionnaire -> pages.add(page(questionnaire)));
    return pages;
  }

  private Page page(Questionnaire questionnaire) {
    List<Item> items = new ArrayList<>();
    add(questionnaire.getItem(), 0, items);
    Map<String, Object> model = new HashMap<>(Published.facts(questionnaire));
    model.put("items", items);
    return new Page(
        Links.file(questionnaire),
        questionnaire.getTitle(),
        Section.QUESTIONNAIRES,
        "questionnaire",
        model);
  }

  private void add(List<QuestionnaireItemComponent> from, int depth, List<Item> items) {
    for (QuestionnaireItemComponent item : from) {
      items.add(
          new Item(
              depth,
              item.getLinkId(),
              Words.of(item.getTextElement()),
              item.getType().toCode(),
              (item.getRequired() ? "1" : "0") + ".." + (item.getRepeats() ? "*" : "1"),
              item.hasAnswerValueSet() ? links.canonical(item.getAnswerValueSet()) : Link.plain(""),
              asked(item)));
      add(item.getItem(), depth + 1, items);
    }
  }

  private static String asked(QuestionnaireItemComponent item) {
    if (item.getExtensionByUrl(HIDDEN) != null) {
      return "never: hidden, filled by the software";
    }
    String joint = item.getEnableBehavior() == EnableWhenBehavior.ANY ? " or " : " and ";
    return item.getEnableWhen().stream()
        .map(QuestionnairePages::condition)
        .collect(Collectors.joining(joint));
  }

  private static String condition(QuestionnaireItemEnableWhenComponent condition) {
    Type answer = condition.getAnswer();
    if (answer instanceof BooleanType exists
        && condition.getOperator() == Questionnaire.QuestionnaireItemOperator.EXISTS) {
      return condition.getQuestion()
          + (exists.booleanValue() ? " is answered" : " is not answered");
    }
    String value = answer instanceof Coding coding ? coding.getCode() : answer.primitiveValue();
    return "%s %s %s".formatted(condition.getQuestion(), condition.getOperator().toCode(), value);
  }
}
