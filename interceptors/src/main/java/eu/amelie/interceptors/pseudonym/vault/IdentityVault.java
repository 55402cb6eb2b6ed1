/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
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
}
