/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.ConsentDecision;
import eu.amelie.interceptors.consent.ConsentDecision.Explained;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;

/**
 * What the Consents given say to the request given about the item given, and why.
 *
 * <p>Guaranteed: the same function decides here as where data is shown; the answer rests on the
 * input alone, taken literally, and holds nothing of it but ids and places of Consents; whatever
 * goes wrong is a deny with the reason {@code error}. Identity is released as to a service that has
 * accepted the work, contact details only where the input gives the person with a safe-contact rule
 * that allows contact. Not guaranteed: that the exchange would show the item. Custodian,
 * need-to-know and break-glass stand aside, and what the exchange knows beyond the input is not
 * asked.
 */
public final class EvaluateConsent {
  private EvaluateConsent() {}

  /**
   * @param in null for none
   * @param now where the input gives no instant
   * @param acceptLanguage the header of this name, for the explanation; null or unreadable for
   *     English
   * @throws ExchangeException {@code profile-violation} naming everything that is wrong with the
   *     input
   */
  public static Parameters answer(Parameters in, Instant now, String acceptLanguage) {
    Texts texts = Texts.preferred(acceptLanguage);
    try {
      Question question = QuestionReader.read(in == null ? new Parameters() : in, now);
      return new Answer(conclude(question), texts).toParameters();
    } catch (ExchangeException e) {
      throw e;
    } catch (RuntimeException e) {
      return new Answer(Conclusion.ERROR, texts).toParameters();
    }
  }

  private static Conclusion conclude(Question question) {
    Explained explained =
        ConsentDecision.explain(
            question.consents(), question.request(), question.item(), question.at());
    return new Conclusion(decide(question, explained.decision()), explained, question.contact());
  }

  private static Decision decide(Question question, Decision byConsent) {
    if (!question.liveTask() && byConsent.reason() != Reason.ERROR) {
      return new Deny(Reason.NO_NEED, List.of());
    }
    if (question.contact() || !(byConsent instanceof Permit permit)) {
      return byConsent;
    }
    Set<IdentityLabel> released = EnumSet.noneOf(IdentityLabel.class);
    released.addAll(permit.releasedLabels());
    released.remove(IdentityLabel.DEMO);
    return new Permit(permit.reason(), permit.basis(), released);
  }
}
