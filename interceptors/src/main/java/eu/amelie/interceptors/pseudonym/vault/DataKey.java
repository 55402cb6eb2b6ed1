/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.SecretBytes;

/** The key of one person's identity with one custodian. Destroying it erases that identity. */
public final class DataKey extends SecretBytes {
  /** Copies the bytes, of which there must be 32. */
  public DataKey(byte[] bytes) {
    super(bytes);
  }
}
