/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.keys.IdentityAlarm;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A vault in a database of its own, with what lies there on record beside the record.
 *
 * <p>Guaranteed: what no committed record names is never given out; what a record names and the
 * vault does not have ends the whole call with an alarm, also where all of it is gone; where
 * nothing that is asked for was ever kept, the vault is not asked.
 */
class NotedVault implements IdentityVault {
  private final IdentityVault vault;
  private final VaultEntries entries;
  private final IdentityAlarm alarm;

  NotedVault(IdentityVault vault, VaultEntries entries, IdentityAlarm alarm) {
    this.vault = vault;
    this.entries = entries;
    this.alarm = alarm;
  }

  /** The note comes first: whoever looks for what nobody names waits for this transaction. */
  @Override
  public void put(VaultAddress address, List<IdentityElement> identity) {
    if (identity.isEmpty()) {
      return;
    }
    entries.note(
        address, identity.stream().map(IdentityElement::label).collect(Collectors.toSet()));
    vault.put(address, identity);
  }

  @Override
  public List<IdentityElement> fetch(VaultAddress address, Set<IdentityLabel> labels) {
    if (labels.isEmpty() || Collections.disjoint(entries.labels(address), labels)) {
      return List.of();
    }
    List<IdentityElement> found = vault.fetch(address, labels);
    if (found.isEmpty()) {
      IdentityUnavailableException lost =
          new IdentityUnavailableException("Identity is not in the vault's database");
      alarm.raise(lost);
      throw lost;
    }
    return found;
  }

  /**
   * The vault commits first: from then on nothing can be opened, whatever becomes of the record.
   */
  @Override
  public void destroy(String person, String author, Collection<String> items) {
    vault.destroy(person, author, items);
    entries.remove(person, author, items);
  }
}
