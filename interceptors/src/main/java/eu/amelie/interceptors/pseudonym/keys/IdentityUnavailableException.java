/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/**
 * Keys or identity cannot be had: a key is missing, or a ciphertext is not the one that belongs
 * here. Nothing partial is ever returned beside it. Its message names no person, key or content.
 */
public final class IdentityUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that is safe to log. */
  public IdentityUnavailableException(String message) {
    super(message);
  }

  /** With a message that is safe to log, and a cause that may not be. */
  public IdentityUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
