/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.WatchedKeyStore;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.server.database.DataDirectory;
import eu.amelie.server.database.StartRefusedException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys, and who holds the one that wraps data keys. */
@Configuration
@EnableConfigurationProperties(KeySettings.class)
class KeyConfiguration {
  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  @Profile("sandbox")
  KeystorePlace sandboxKeystore(
      KeySettings settings, DataDirectory directory, SecureRandom random) {
    return settings.keystore().isBlank()
        ? KeystorePlace.sandbox(directory.path(), random)
        : KeystorePlace.configured(settings);
  }

  @Bean
  @Profile("!sandbox")
  KeystorePlace keystore(KeySettings settings) {
    return KeystorePlace.configured(settings);
  }

  @Bean
  KeyRing keyRing(KeystorePlace place, KeySettings settings, IdentityAlarm alarm) {
    settings.check();
    try {
      return new WatchedKeyStore(
          place.file(),
          place.password(),
          settings.lookAgain(),
          InstantSource.system(),
          alarm::raise);
    } catch (IdentityUnavailableException e) {
      throw new StartRefusedException(
          "The keystore %s cannot be opened with its password.".formatted(place.file()), e);
    }
  }

  /** Those of them that never change; the key-encryption key is asked for by its port. */
  @Bean
  ExchangeKeys exchangeKeys(KeyRing ring, JdbcClient jdbc) {
    ExchangeKeys keys = ring.now();
    if (!new KeyFingerprints(jdbc).remember(keys)) {
      throw new StartRefusedException(
          "The keystore is not the one that this database was filled under: configure that one.");
    }
    return keys;
  }

  /** The keystore's own stays, to open what it has wrapped until all of it is wrapped anew. */
  @Bean
  KeyEncryption keyEncryption(KeySettings settings, KeyRing ring, SecureRandom random) {
    try {
      return KeyEncryptionSource.of(settings, ring, random);
    } catch (IdentityUnavailableException e) {
      throw new StartRefusedException(
          "The key management service cannot be used: %s.".formatted(e.getMessage()), e);
    }
  }
}
