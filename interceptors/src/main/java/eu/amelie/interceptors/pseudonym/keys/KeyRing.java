/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

/**
 * The keys as they stand now. Of them only the key-encryption keys may change while a server runs;
 * whoever uses another may keep it.
 */
public interface KeyRing {
  /** Cheap enough for every call; a rotation elsewhere may show a little later. */
  ExchangeKeys now();

  /** For who misses a version: as they stand where they are kept. Not called without need. */
  ExchangeKeys lookAgain();

  /** Keys that nobody changes. */
  static KeyRing of(ExchangeKeys keys) {
    return new KeyRing() {
      @Override
      public ExchangeKeys now() {
        return keys;
      }

      @Override
      public ExchangeKeys lookAgain() {
        return keys;
      }
    };
  }
}
