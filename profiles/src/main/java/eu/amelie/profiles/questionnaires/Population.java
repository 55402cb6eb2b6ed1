/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * {@code Questionnaire/$populate} (HL7 SDC): a response in progress, with what is known already.
 *
 * <p>Guaranteed: pure; it knows nothing but the resources it is given, so that the answer shows a
 * caller no more than these; codes and truths only, no free text; what would not be asked, given
 * the other answers, is not answered; the response fits the questionnaire. Nothing about consent is
 * ever filled in: it is asked for each time. Not guaranteed: that an answer still holds.
 */
public final class Population {
  private final Map<String, Questionnaire> questionnaires = new HashMap<>();
  private final ResponseCheck check;

  /**
   * @param check of responses to the same questionnaires
   */
  public Population(List<Questionnaire> questionnaires, ResponseCheck check) {
    questionnaires.forEach(one -> this.questionnaires.put(one.getIdPart(), one));
    this.check = check;
  }

  /**
   * @param id of a questionnaire
   * @param subject as the answer names the person
   * @param seen what the caller may see of the person, in any order
   * @return empty where there is no such questionnaire
   */
  public Optional<QuestionnaireResponse> populate(
      String id, Reference subject, List<? extends Resource> seen, Instant now) {
    return Optional.ofNullable(questionnaires.get(id))
        .map(questionnaire -> populate(questionnaire, subject, new KnownAnswers(seen), now));
  }

  private QuestionnaireResponse populate(
      Questionnaire questionnaire, Reference subject, KnownAnswers known, Instant now) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(questionnaire.getUrl() + "|" + questionnaire.getVersion());
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.setSubject(subject);
    response.setAuthored(Date.from(now));
    List<QuestionnaireResponseItemComponent> answered = new ArrayList<>();
    questionnaire
        .getItem()
        .forEach(item -> answered(questionnaire, item, known).ifPresent(answered::add));
    response.setItem(answered);
    drop(questionnaire, response);
    if (!check.check(response).isEmpty()) {
      throw new IllegalStateException("A populated response that does not fit.");
    }
    return response;
  }

  /** Empty where nothing is known, in a group about none of its questions. */
  private static Optional<QuestionnaireResponseItemComponent> answered(
      Questionnaire questionnaire, QuestionnaireItemComponent question, KnownAnswers known) {
    QuestionnaireResponseItemComponent item =
        new QuestionnaireResponseItemComponent().setLinkId(question.getLinkId());
    if (question.getType() == QuestionnaireItemType.GROUP) {
      question
          .getItem()
          .forEach(inner -> answered(questionnaire, inner, known).ifPresent(item::addItem));
      return item.hasItem() ? Optional.of(item) : Optional.empty();
    }
    List<Type> values = known.to(questionnaire.getIdPart(), question);
    values.stream()
        .limit(question.getRepeats() ? values.size() : 1)
        .forEach(value -> item.addAnswer().setValue(value));
    return item.hasAnswer() ? Optional.of(item) : Optional.empty();
  }

  /** An answer that goes may be what another was asked for. */
  private static void drop(Questionnaire questionnaire, QuestionnaireResponse response) {
    int before;
    do {
      before = response.getItem().size();
      Conditions conditions = new Conditions(response);
      List<String> off =
          questionnaire.getItem().stream()
              .filter(question -> !conditions.areMetFor(question))
              .map(QuestionnaireItemComponent::getLinkId)
              .toList();
      response.getItem().removeIf(item -> off.contains(item.getLinkId()));
    } while (response.getItem().size() < before);
  }
}
