/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.TerminologyCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/**
 * What the answers of a form are about, as codes: they stand in the form, not in the answers.
 *
 * <p>Guaranteed: of a form that is not one of the exchange's, and of a question that its form does
 * not have, the code is one without a system, of which nobody knows what it tells. Not guaranteed:
 * that an answer says yes to what it is about.
 */
public final class AskedCodes {
  private static final Coding UNKNOWN = new Coding();

  /** By form, without version, and link id. */
  private final Map<String, Map<String, List<Coding>>> codes = new HashMap<>();

  private AskedCodes(List<Questionnaire> forms) {
    for (Questionnaire form : forms) {
      Map<String, List<Coding>> asked = new HashMap<>();
      form.getItem().forEach(item -> collect(item, asked));
      codes.put(form.getUrl(), asked);
    }
  }

  public static AskedCodes of(TerminologyCatalog terminology) {
    return new AskedCodes(Questionnaires.of(terminology));
  }

  private static void collect(QuestionnaireItemComponent item, Map<String, List<Coding>> asked) {
    asked.put(item.getLinkId(), List.copyOf(item.getCode()));
    item.getItem().forEach(inner -> collect(inner, asked));
  }

  /** Of all questions that have an answer, wherever they stand. */
  public Collection<Coding> of(QuestionnaireResponse answered) {
    List<Coding> found = new ArrayList<>();
    String form = answered.hasQuestionnaire() ? answered.getQuestionnaire() : "";
    Map<String, List<Coding>> asked = codes.getOrDefault(form.split("\\|", 2)[0], Map.of());
    answered.getItem().forEach(item -> collect(item, asked, found));
    return found;
  }

  private static void collect(
      QuestionnaireResponseItemComponent item,
      Map<String, List<Coding>> asked,
      List<Coding> found) {
    if (item.hasAnswer()) {
      found.addAll(asked.getOrDefault(item.getLinkId(), List.of(UNKNOWN)));
    }
    item.getItem().forEach(inner -> collect(inner, asked, found));
    for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
      answer.getItem().forEach(inner -> collect(inner, asked, found));
    }
  }
}
