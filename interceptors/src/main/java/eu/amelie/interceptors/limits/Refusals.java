/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;

/**
 * The refusals of this package. Messages are constants and places are made of names that FHIR
 * defines; no parser's exception goes along as a cause, since its words quote the input.
 */
final class Refusals {
  private Refusals() {}

  static ExchangeException malformed(String message) {
    return malformed(null, message);
  }

  static ExchangeException malformed(Place place, String message) {
    return refusal(ErrorCode.MALFORMED, place, message);
  }

  static ExchangeException tooLarge(String message) {
    return tooLarge(null, message);
  }

  static ExchangeException tooLarge(Place place, String message) {
    return refusal(ErrorCode.LIMIT_EXCEEDED, place, message);
  }

  private static ExchangeException refusal(ErrorCode code, Place place, String message) {
    return ExchangeException.at(code, place == null ? null : place.toString(), message);
  }
}
