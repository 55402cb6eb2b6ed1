/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several keepers of key-encryption keys: one wraps, each opens what it wrapped. So the exchange
 * moves from its keystore to a key management service, or back, as if it rotated.
 */
public final class KeyEncryptions implements KeyEncryption {
  private final KeyEncryption wrapping;
  private final Map<String, KeyEncryption> byKeeper;

  private KeyEncryptions(KeyEncryption wrapping, Map<String, KeyEncryption> byKeeper) {
    this.wrapping = wrapping;
    this.byKeeper = byKeeper;
  }

  /** Throws IllegalStateException where two bear the same name. */
  public static KeyEncryptions of(KeyEncryption... wrappingFirst) {
    return new KeyEncryptions(
        wrappingFirst[0],
        Arrays.stream(wrappingFirst)
            .collect(Collectors.toMap(KeyEncryption::keeper, Function.identity())));
  }

  @Override
  public String keeper() {
    return wrapping.keeper();
  }

  @Override
  public KeyVersion current() {
    return wrapping.current();
  }

  @Override
  public Set<KeyVersion> available() {
    Set<KeyVersion> all = new TreeSet<>();
    byKeeper.values().forEach(each -> all.addAll(each.available()));
    return all;
  }

  @Override
  public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
    return wrapping.wrap(key, owner);
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    KeyEncryption keeper = byKeeper.get(wrapped.version().keeper());
    if (keeper == null) {
      throw new IdentityUnavailableException("Nobody here holds the key-encryption key");
    }
    return keeper.unwrap(wrapped, owner);
  }
}
