/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.SecretBytes;

/** The key of one person's identity with one custodian. Destroying it erases that identity. */
public final class DataKey extends SecretBytes {
  DataKey(byte[] bytes) {
    super(bytes);
  }
}
