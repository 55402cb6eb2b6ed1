/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.CompiledConsent.Ignored;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.ArrayList;
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

  /**
   * A decision together with the Consents that it left out, and why, and with what became of the
   * provisions of the others.
   */
  public record Explained(Decision decision, List<LeftOut> ignored, List<Heard> heard) {}

  /**
   * @param consent its id, or {@code consent[n]} by position where it has none
   */
  public record LeftOut(String consent, Ignored reason) {}

  private ConsentDecision() {}

  public static Decision decide(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return decide(consents, request, item, now, false);
  }

  public static Explained explain(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    try {
      Ballot ballot = new Ballot(request, item, now, false);
      List<Heard> heard = new ArrayList<>();
      for (int i = 0; i < consents.size(); i++) {
        ballot.hear(i, consents.get(i));
        heard.addAll(ballot.account(i, consents.get(i)));
      }
      return new Explained(ballot.result(), ballot.ignored(), List.copyOf(heard));
    } catch (RuntimeException e) {
      return new Explained(new Deny(Reason.ERROR, List.of()), List.of(), List.of());
    }
  }

  /** Counts only permits in which the requester itself stands, with a purpose. */
  static Decision decideByName(
      List<CompiledConsent> consents, DecisionRequest request, Item item, Instant now) {
    return decide(consents, request, item, now, true);
  }

  private static Decision decide(
      List<CompiledConsent> consents,
      DecisionRequest request,
      Item item,
      Instant now,
      boolean onlyByName) {
    try {
      Ballot ballot = new Ballot(request, item, now, onlyByName);
      for (int i = 0; i < consents.size(); i++) {
        ballot.hear(i, consents.get(i));
      }
      return ballot.result();
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }
}
