/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.server.database.DataDirectory;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys and the vault that uses them. */
@Configuration
@EnableConfigurationProperties(KeySettings.class)
class VaultConfiguration {
  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  @Profile("sandbox")
  ExchangeKeys sandboxKeys(KeySettings settings, DataDirectory directory, SecureRandom random) {
    return settings.keystore().isBlank()
        ? KeySource.sandbox(directory, random)
        : KeySource.configured(settings);
  }

  @Bean
  @Profile("!sandbox")
  ExchangeKeys keys(KeySettings settings) {
    return KeySource.configured(settings);
  }

  @Bean
  IdentityVault identityVault(JdbcClient jdbc, ExchangeKeys keys, SecureRandom random) {
    return new JdbcIdentityVault(jdbc, new DataKeys(keys, random), new IdentityCipher(random));
  }
}
