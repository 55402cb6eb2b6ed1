/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import java.util.Objects;

/**
 * A data key as it may be stored.
 *
 * @param version of the key-encryption key that opens it
 * @param bytes in the format of whoever keeps that key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; rows are found by person and custodian
public record WrappedDataKey(KeyVersion version, byte[] bytes) {
  public WrappedDataKey {
    Objects.requireNonNull(version);
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "WrappedDataKey[" + version + "]";
  }
}
