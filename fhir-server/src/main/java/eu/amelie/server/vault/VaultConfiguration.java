/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.keys.KeySettings;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The vault and what keeps its data keys under the current key-encryption key. */
@Configuration
class VaultConfiguration {
  @Bean
  DataKeys dataKeys(KeyEncryption keyEncryption, SecureRandom random) {
    return new DataKeys(keyEncryption, random);
  }

  @Bean
  IdentityVault identityVault(
      JdbcClient jdbc, DataKeys keys, SecureRandom random, IdentityAlarm alarm) {
    return new JdbcIdentityVault(jdbc, keys, new IdentityCipher(random), alarm);
  }

  @Bean
  Rewrapping rewrapping(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      DataKeys keys,
      IdentityAlarm alarm,
      KeySettings settings) {
    return new Rewrapping(jdbc, transactions, keys, alarm, settings.rewrapBatch());
  }

  @Bean
  RewrapSchedule rewrapSchedule(Rewrapping rewrapping, IdentityAlarm alarm, KeySettings settings) {
    return new RewrapSchedule(rewrapping, alarm, settings.rewrapEvery());
  }
}
