/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;

/** The answers to questions that stand outside groups. */
record Given(QuestionnaireResponse response) {
  /** Codes without words of the sender. */
  List<Coding> codes(String linkId) {
    return all(linkId, Coding.class).stream().map(Extraction::bare).toList();
  }

  <T extends Type> Optional<T> first(String linkId, Class<T> type) {
    return all(linkId, type).stream().findFirst();
  }

  <T extends Type> List<T> all(String linkId, Class<T> type) {
    return response.getItem().stream()
        .filter(item -> item.getLinkId().equals(linkId))
        .flatMap(item -> item.getAnswer().stream())
        .map(answer -> answer.getValue())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  boolean isYes(String linkId) {
    return is(linkId, "yes");
  }

  /** What is not yes is not no: the person may not be sure, or may rather not say. */
  boolean isNo(String linkId) {
    return is(linkId, "no");
  }

  private boolean is(String linkId, String answer) {
    return codes(linkId).stream().anyMatch(code -> answer.equals(code.getCode()));
  }
}
