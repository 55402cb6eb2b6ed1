/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

/**
 * A data key as it may be stored.
 *
 * @param keyVersion version of the key-encryption key that opens it
 * @param bytes in the format of {@link eu.amelie.interceptors.pseudonym.keys.Aead}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; rows are found by person and custodian
public record WrappedDataKey(int keyVersion, byte[] bytes) {
  public WrappedDataKey {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "WrappedDataKey[" + keyVersion + "]";
  }
}
