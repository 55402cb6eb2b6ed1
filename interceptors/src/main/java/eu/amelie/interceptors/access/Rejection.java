/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;

/** Carries a refusal out of the depth of a parser; never leaves this package. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  private Rejection(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static Rejection of(ErrorCode code) {
    return new Rejection(code, code.message());
  }

  static Rejection of(ErrorCode code, String message) {
    return new Rejection(code, message);
  }

  static Rejection malformed(String message) {
    return new Rejection(ErrorCode.MALFORMED, message);
  }

  ErrorCode code() {
    return code;
  }
}
