/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Type;

/** Responses of plainly fictional persons, with little to write. */
final class Responses {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final TerminologyCatalog TERMINOLOGY = TerminologyCatalog.load();
  static final ResponseCheck CHECK = ResponseCheck.of(Questionnaires.of(TERMINOLOGY), TERMINOLOGY);

  private Responses() {}

  static QuestionnaireResponse to(String questionnaire) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(LocalSystem.CANONICAL_ROOT + "/Questionnaire/" + questionnaire);
    return response.setStatus(QuestionnaireResponseStatus.COMPLETED);
  }

  static QuestionnaireResponse answer(QuestionnaireResponse to, String linkId, Type... values) {
    QuestionnaireResponseItemComponent item = to.addItem().setLinkId(linkId);
    for (Type value : values) {
      item.addAnswer().setValue(value);
    }
    return to;
  }

  /** Signs in one group. */
  static QuestionnaireResponse signs(
      QuestionnaireResponse to, String group, String answer, String... codes) {
    QuestionnaireResponseItemComponent item = to.addItem().setLinkId(group);
    for (String code : codes) {
      item.addItem().setLinkId(code).addAnswer().setValue(coding(LocalSystem.ANSWER, answer));
    }
    return to;
  }

  static Coding yes() {
    return coding(LocalSystem.YES_NO, "yes");
  }

  static Coding no() {
    return coding(LocalSystem.YES_NO, "no");
  }

  static Coding coding(LocalSystem system, String code) {
    return new Coding(system.url(), code, null);
  }

  static List<String> findings(QuestionnaireResponse response) {
    return CHECK.check(response).stream()
        .map(finding -> finding.code() + " " + finding.expression())
        .toList();
  }

  static List<Finding> check(QuestionnaireResponse response) {
    return CHECK.check(response);
  }
}
