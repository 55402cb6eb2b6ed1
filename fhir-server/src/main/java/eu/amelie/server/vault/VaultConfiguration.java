/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.keys.KeySettings;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Data keys, and what keeps them under the current key-encryption key. */
@Configuration
class VaultConfiguration {
  @Bean
  DataKeys dataKeys(KeyEncryption keyEncryption, SecureRandom random) {
    return new DataKeys(keyEncryption, random);
  }

  @Bean
  Rewrapping rewrapping(
      VaultAccess access,
      PlatformTransactionManager transactions,
      DataKeys keys,
      IdentityAlarm alarm,
      KeySettings settings) {
    return new Rewrapping(access, transactions, keys, alarm, settings.rewrapBatch());
  }

  @Bean
  RewrapSchedule rewrapSchedule(Rewrapping rewrapping, IdentityAlarm alarm, KeySettings settings) {
    return new RewrapSchedule(rewrapping, alarm, settings.rewrapEvery());
  }
}
