/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/** From which each organisation's key for its own identifiers is derived. */
public final class BlindIndexKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public BlindIndexKey(byte[] bytes) {
    super(bytes);
  }
}
