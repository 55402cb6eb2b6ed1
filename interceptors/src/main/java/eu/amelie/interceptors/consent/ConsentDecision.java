/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.CompiledConsent.Ignored;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.List;

/**
 * What the Consents of a person say to one request about one item.
 *
 * <p>Guaranteed: pure and total. The same input gives the same answer, the order of the Consents
 * does not matter, and whatever goes wrong inside is a {@link Deny}. Not guaranteed: custodian,
 * need-to-know, break-glass and what the state of a Task or the safe contact withholds; all that is
 * {@link CaseDecision}, and nothing that shows data may ask here instead.
 */
public final class ConsentDecision {

  /** A decision together with the Consents that it left out, and why. */
  public record Explained(Decision decision, List<LeftOut> ignored) {}

  /**
   * @param consent its id, or {@code consent[n]} by position where it has none
   */
  public record LeftOut(String consent, Ignored reason) {}

  private ConsentDecision() {}

  public static Decision decide(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return explain(consents, request, item, now).decision();
  }

  public static Explained explain(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return explain(consents, request, item, now, false);
  }

  /** Counts only permits in which the requester itself stands, with a purpose. */
  static Decision decideByName(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return explain(consents, request, item, now, true).decision();
  }

  private static Explained explain(
      List<CompiledConsent> consents,
      DecisionRequest request,
      Item item,
      Instant now,
      boolean onlyByName) {
    try {
      Ballot ballot = new Ballot(request, item, now, onlyByName);
      for (int i = 0; i < consents.size(); i++) {
        CompiledConsent consent = consents.get(i);
        ballot.hear(consent.id().isEmpty() ? "consent[" + i + "]" : consent.id(), consent);
      }
      return new Explained(ballot.result(), ballot.ignored());
    } catch (RuntimeException e) {
      return new Explained(new Deny(Reason.ERROR, List.of()), List.of());
    }
  }
}
