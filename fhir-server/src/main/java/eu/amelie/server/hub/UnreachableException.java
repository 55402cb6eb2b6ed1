/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

/** An exchange cannot be asked now. Its message is of our own words, safe to log. */
class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message, null, false, true);
  }
}
