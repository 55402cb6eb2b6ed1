/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/**
 * From which each organisation's id permutation is derived. Never rotates: organisations keep ids.
 */
public final class IdKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public IdKey(byte[] bytes) {
    super(bytes);
  }
}
