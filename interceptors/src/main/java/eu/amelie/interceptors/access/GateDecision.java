/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.Optional;

/** What the gate says about one call. */
public sealed interface GateDecision {

  /**
   * The contract lists it and the scope covers it. Whether anything is there, or may be shown, is
   * decided behind the gate.
   *
   * @param search there for a search of one type, and only then
   */
  record Admit(Interaction interaction, Presentation presentation, Optional<SearchRequest> search)
      implements GateDecision {}

  /**
   * It goes no further.
   *
   * @param message of our words; names a parameter only where its name is a word of FHIR
   */
  record Refuse(ErrorCode code, String message) implements GateDecision {
    public int status() {
      return code.status();
    }

    public ExchangeException toException() {
      return ExchangeException.at(code, null, message);
    }
  }

  /**
   * @throws ExchangeException when it was refused
   */
  default Admit orThrow() {
    if (this instanceof Refuse refuse) {
      throw refuse.toException();
    }
    return (Admit) this;
  }
}
