/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;

/** What {@link RequestLine} made of a request. */
public sealed interface Reading {

  /** It is a FHIR call; nothing is said yet about who may make it. */
  record Understood(FhirCall call) implements Reading {}

  /**
   * It is none.
   *
   * @param code malformed, method-not-allowed, not-found, limit-exceeded or uri-too-long
   * @param message of our words, without any part of the request
   */
  record Rejected(ErrorCode code, String message) implements Reading {
    public ExchangeException toException() {
      return ExchangeException.at(code, null, message);
    }
  }

  /**
   * @throws ExchangeException when it was rejected
   */
  default FhirCall orThrow() {
    if (this instanceof Rejected rejected) {
      throw rejected.toException();
    }
    return ((Understood) this).call();
  }
}
