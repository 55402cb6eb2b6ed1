/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.call;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Interaction;
import java.util.Locale;

/**
 * One call that the gate has let through, on its way to whoever answers it.
 *
 * @param asked as the caller put it, in the caller's ids
 * @param base of the server's addresses as the caller knows them, without a slash at the end
 * @param requestId echoed to the caller and kept in the audit record
 * @param language of texts for people
 * @param preference of the answer to a write
 * @param offset rows of a list that earlier pages have shown
 */
public record Call(
    Caller caller,
    Admit admit,
    FhirCall asked,
    Content content,
    String base,
    String requestId,
    Locale language,
    Preference preference,
    int offset) {

  /** What the body of the answer to a write is to be ({@code Prefer: return=}, FHIR R4). */
  public enum Preference {
    MINIMAL,
    REPRESENTATION,
    OUTCOME
  }

  public Interaction interaction() {
    return admit.interaction();
  }

  /** The same, for a call within this one: an entry of a Bundle, or a page of a list. */
  public Call within(Admit other, FhirCall otherAsked, Content otherContent, int otherOffset) {
    return new Call(
        caller,
        other,
        otherAsked,
        otherContent,
        base,
        requestId,
        language,
        preference,
        otherOffset);
  }

  /** Names no person, id or parameter: safe in a log. */
  @Override
  public String toString() {
    return "Call[" + requestId + "]";
  }
}
