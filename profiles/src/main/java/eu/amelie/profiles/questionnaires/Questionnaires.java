/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;

/** Builds the questionnaires from their tables. The same tables give the same resources. */
public final class Questionnaires {
  static final String VERSION = "0.1.0";
  private static final String ROOT = LocalSystem.CANONICAL_ROOT;
  private static final String EXTRACT =
      "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract";

  private final TerminologyCatalog terminology;
  private final List<Map<String, String>> rows = Table.rows("items.tsv");

  private Questionnaires(TerminologyCatalog terminology) {
    this.terminology = terminology;
  }

  /** New resources each time, in the order of the table. */
  public static List<Questionnaire> of(TerminologyCatalog terminology) {
    Questionnaires questionnaires = new Questionnaires(terminology);
    return Table.rows("questionnaires.tsv").stream().map(questionnaires::questionnaire).toList();
  }

  private Questionnaire questionnaire(Map<String, String> row) {
    String id = row.get("id");
    Questionnaire questionnaire = new Questionnaire();
    questionnaire.setId(id);
    questionnaire.setLanguage("en");
    questionnaire
        .setUrl(ROOT + "/Questionnaire/" + id)
        .setVersion(VERSION)
        .setName(name(id))
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher("Supportive Care Exchange")
        .addSubjectType("Patient");
    questionnaire.setTitleElement(Wording.text(Wording.of(row)));
    questionnaire.setDescriptionElement(Wording.markdown(Wording.of(row, "description_")));
    items(id).forEach(questionnaire::addItem);
    SignItems.of(id, terminology).forEach(questionnaire::addItem);
    return questionnaire;
  }

  private List<QuestionnaireItemComponent> items(String id) {
    List<QuestionnaireItemComponent> items = new ArrayList<>();
    rows.stream()
        .filter(row -> row.get("questionnaire").equals(id))
        .forEach(row -> items.add(item(row, items)));
    return items;
  }

  private static QuestionnaireItemComponent item(
      Map<String, String> row, List<QuestionnaireItemComponent> before) {
    QuestionnaireItemComponent item =
        new QuestionnaireItemComponent()
            .setLinkId(row.get("link_id"))
            .setType(QuestionnaireItemType.fromCode(row.get("type")))
            .setTextElement(Wording.text(Wording.of(row)));
    if (Boolean.parseBoolean(row.get("required"))) {
      item.setRequired(true);
    }
    if (Boolean.parseBoolean(row.get("repeats"))) {
      item.setRepeats(true);
    }
    if (!row.get("value_set").isEmpty()) {
      item.setAnswerValueSet(ROOT + "/ValueSet/" + row.get("value_set"));
    }
    if (!row.get("code").isEmpty()) {
      String[] code = row.get("code").split("#", 2);
      item.addCode(new Coding(ROOT + "/CodeSystem/" + code[0], code[1], null));
      item.addExtension(EXTRACT, new BooleanType(true));
    }
    if (!row.get("enable_when").isEmpty()) {
      item.addEnableWhen(condition(row.get("enable_when"), before));
      item.setEnableBehavior(EnableWhenBehavior.ALL);
    }
    return item;
  }

  /** {@code alone=yes}, or {@code mode?} for any answer; the question stands before. */
  private static QuestionnaireItemEnableWhenComponent condition(
      String text, List<QuestionnaireItemComponent> before) {
    QuestionnaireItemEnableWhenComponent condition = new QuestionnaireItemEnableWhenComponent();
    if (text.endsWith("?")) {
      return condition
          .setQuestion(question(text.substring(0, text.length() - 1), before).getLinkId())
          .setOperator(QuestionnaireItemOperator.EXISTS)
          .setAnswer(new BooleanType(true));
    }
    String[] sides = text.split("=", 2);
    QuestionnaireItemComponent question = question(sides[0], before);
    String set = question.getAnswerValueSet();
    String system = ROOT + "/CodeSystem/" + systemOf(set.substring(set.lastIndexOf('/') + 1));
    return condition
        .setQuestion(question.getLinkId())
        .setOperator(QuestionnaireItemOperator.EQUAL)
        .setAnswer(new Coding(system, sides[1], null));
  }

  private static QuestionnaireItemComponent question(
      String linkId, List<QuestionnaireItemComponent> before) {
    return before.stream()
        .filter(item -> item.getLinkId().equals(linkId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such question before: " + linkId));
  }

  /** Conditions rest on whole systems only: their value sets bear the same id. */
  private static String systemOf(String valueSet) {
    for (LocalSystem system : LocalSystem.values()) {
      if (system.id().equals(valueSet)) {
        return valueSet;
      }
    }
    throw new IllegalArgumentException("No code system of this id: " + valueSet);
  }

  private static String name(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  static void extract(QuestionnaireItemComponent item) {
    item.addExtension(EXTRACT, new BooleanType(true));
  }
}
