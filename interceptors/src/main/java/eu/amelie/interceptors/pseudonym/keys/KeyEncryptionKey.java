/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/** Wraps data keys; one of several versions in use at a time. */
public final class KeyEncryptionKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public KeyEncryptionKey(byte[] bytes) {
    super(bytes);
  }
}
