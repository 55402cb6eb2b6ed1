/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All keys of one exchange.
 *
 * @param keyEncryptionKeys by version; the highest wraps, all unwrap; at least one
 */
public record ExchangeKeys(
    SortedMap<Integer, KeyEncryptionKey> keyEncryptionKeys,
    IdKey idKey,
    BlindIndexKey blindIndexKey,
    PageTokenKey pageTokenKey,
    SubmissionKey submissionKey) {
  public ExchangeKeys {
    keyEncryptionKeys = Collections.unmodifiableSortedMap(new TreeMap<>(keyEncryptionKeys));
    if (keyEncryptionKeys.isEmpty()) {
      throw new IllegalArgumentException("A key-encryption key is needed");
    }
    Objects.requireNonNull(idKey);
    Objects.requireNonNull(blindIndexKey);
    Objects.requireNonNull(pageTokenKey);
    Objects.requireNonNull(submissionKey);
  }

  /** The version and key that new data keys are wrapped with. */
  public Map.Entry<Integer, KeyEncryptionKey> currentKeyEncryptionKey() {
    int version = keyEncryptionKeys.lastKey();
    return Map.entry(version, keyEncryptionKeys.get(version));
  }

  /** The key of a version, if this exchange still has it. */
  public Optional<KeyEncryptionKey> keyEncryptionKey(int version) {
    return Optional.ofNullable(keyEncryptionKeys.get(version));
  }

  /**
   * Whether these may follow on those: every key is the same but for versions of the key-encryption
   * key that came or went. No version ever stands for another key than before.
   */
  public boolean continues(ExchangeKeys before) {
    return idKey.isSameAs(before.idKey)
        && blindIndexKey.isSameAs(before.blindIndexKey)
        && pageTokenKey.isSameAs(before.pageTokenKey)
        && submissionKey.isSameAs(before.submissionKey)
        && keyEncryptionKeys.entrySet().stream()
            .allMatch(
                mine ->
                    before
                        .keyEncryptionKey(mine.getKey())
                        .map(mine.getValue()::isSameAs)
                        .orElse(true));
  }
}
