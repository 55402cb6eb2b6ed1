/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

/** The server must not start; the message is one line for the operator that says what to do. */
public final class StartRefusedException extends RuntimeException {
  public StartRefusedException(String message) {
    super(message);
  }

  public StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
