/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Where identity is kept, apart from the record. Implementations take part in the caller's
 * transaction, encrypt with {@link IdentityCipher}, and throw {@link
 * eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException} where anything is missing or
 * does not fit; they never answer with a part of what was asked for.
 */
public interface IdentityVault {
  /** Keeps the elements under a revision that is new; earlier revisions stay as they are. */
  void put(VaultAddress address, List<IdentityElement> elements);

  /** The elements under these labels only; others are not even decrypted. Empty if none exist. */
  List<IdentityElement> fetch(VaultAddress address, Set<IdentityLabel> labels);

  /**
   * Destroys an author's data key for a person first, then all that was sealed with it and all that
   * belongs to these items, whoever added it. Nothing of it can be had again from here; copies of
   * the database made before can be read as long as the key-encryption key of then exists.
   *
   * @param items {@code Type/id}
   */
  void destroy(String person, String author, Collection<String> items);
}
