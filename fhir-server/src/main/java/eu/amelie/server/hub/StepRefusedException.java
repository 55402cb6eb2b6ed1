/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

/** An exchange has answered, and does not do it. Its message is of our own words, safe to log. */
class StepRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepRefusedException(String message) {
    super(message, null, false, true);
  }
}
