/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.server.database.VaultDatabase;
import eu.amelie.server.keys.IdentityAlarm;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The vault in the record's database, behind a role of its own. */
@Configuration
@Conditional(SharedVaultConfiguration.IsShared.class)
class SharedVaultConfiguration {
  @Bean
  VaultAccess vaultAccess(DataSource source) {
    new VaultPlace(source).requireShared();
    return new VaultRole(source);
  }

  @Bean
  IdentityVault identityVault(
      VaultAccess access, DataKeys keys, SecureRandom random, IdentityAlarm alarm) {
    return new JdbcIdentityVault(access, keys, new IdentityCipher(random), alarm);
  }

  /** True where no other address is configured. */
  static final class IsShared implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !VaultDatabase.isConfigured(context.getEnvironment());
    }
  }
}
