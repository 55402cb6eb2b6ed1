/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a form says about reaching a person, as far as it decides which of several counts.
 *
 * <p>Guaranteed: what is said for a day is said at its end, and nothing later than now. Not
 * guaranteed: that the day is true.
 *
 * @param said when
 * @param speaks whether it answers the question at all
 * @param forbids whether it forbids to reach her
 */
public record ContactStatement(Instant said, boolean speaks, boolean forbids) {
  private static final String FORM =
      "https://fhir.example.org/supportive-care/Questionnaire/sc-safe-contact-form";

  /** Empty for what says nothing about it, or was entered in error. */
  public static Optional<ContactStatement> of(Resource resource, Instant now) {
    if (!isOne(resource)
        || ((QuestionnaireResponse) resource).getStatus()
            == QuestionnaireResponseStatus.ENTEREDINERROR) {
      return Optional.empty();
    }
    QuestionnaireResponse form = (QuestionnaireResponse) resource;
    Set<String> rules = SafeContact.rules(form);
    return Optional.of(
        new ContactStatement(
            said(form, now), !rules.isEmpty(), !rules.isEmpty() && !SafeContact.mayReach(rules)));
  }

  /** Whether a resource is a form about it, or holds an answer of that kind. */
  public static boolean isOne(Resource resource) {
    return resource instanceof QuestionnaireResponse form
        && (isForm(form) || !SafeContact.rules(form).isEmpty());
  }

  /** Whether it answers the exchange's own form about safe contact. */
  public static boolean isForm(QuestionnaireResponse response) {
    return String.valueOf(response.getQuestionnaire()).split("[|#]", 2)[0].equals(FORM);
  }

  private static Instant said(QuestionnaireResponse form, Instant now) {
    boolean dated =
        form.getAuthoredElement().hasValue() && Span.isPlaced(form.getAuthoredElement());
    Instant end = dated ? Span.of(form.getAuthoredElement()).to() : now;
    // A store that rounds must not make the next day of it.
    return (end.isAfter(now) ? now : end).truncatedTo(ChronoUnit.MILLIS);
  }
}
