/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/** Seals page links and other tokens that a client only carries. */
public final class PageTokenKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public PageTokenKey(byte[] bytes) {
    super(bytes);
  }
}
