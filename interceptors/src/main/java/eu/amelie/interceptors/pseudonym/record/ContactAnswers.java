/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.consent.ContactStatement;
import eu.amelie.interceptors.consent.SafeContact;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * What of the answers to a questionnaire tells how a person is reached: through whom, when and by
 * which word. These are contact details, whatever datatype they have.
 *
 * <p>Guaranteed: of the exchange's own form about safe contact, every answer; of any other of its
 * forms each question of which some answer is a code of {@code sc-contact}; of a questionnaire of
 * others with such a code every answer, because nobody knows which of them holds the word. Not
 * guaranteed: that a questionnaire of others without such a code asks for no contact details.
 */
final class ContactAnswers {
  private static final String OURS = "https://fhir.example.org/supportive-care/Questionnaire/";

  private enum Extent {
    NONE,
    SOME,
    ALL
  }

  private final Extent extent;

  private ContactAnswers(Extent extent) {
    this.extent = extent;
  }

  /** None of what is no response. */
  static ContactAnswers of(IBase resource) {
    return new ContactAnswers(
        resource instanceof QuestionnaireResponse response ? extent(response) : Extent.NONE);
  }

  private static Extent extent(QuestionnaireResponse response) {
    if (ContactStatement.isForm(response)) {
      return Extent.ALL;
    }
    if (response.getItem().stream().noneMatch(ContactAnswers::isCoded)) {
      return Extent.NONE;
    }
    return String.valueOf(response.getQuestionnaire()).startsWith(OURS) ? Extent.SOME : Extent.ALL;
  }

  /** Whether this narrative or question of the response does, with all that stands in it. */
  boolean hold(IBase element) {
    return switch (extent) {
      case NONE -> false;
      case SOME -> element instanceof Narrative || isCoded((Base) element);
      case ALL -> true;
    };
  }

  private static boolean isCoded(Base element) {
    return !SafeContact.rules(element).isEmpty();
  }
}
