/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.server.database.VaultDatabase;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.scheduling.DueWork;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The vault in a database of its own. */
@Configuration
@Conditional(OwnVaultConfiguration.IsConfigured.class)
@EnableConfigurationProperties(VaultSettings.class)
class OwnVaultConfiguration {
  @Bean
  VaultDatabase vaultDatabase(
      Environment environment, @Value("${amelie.database.pool-size:20}") int poolSize) {
    return VaultDatabase.open(environment, poolSize);
  }

  /**
   * @param source the record's database
   */
  @Bean
  VaultAccess vaultAccess(VaultDatabase vault, DataSource source, IdentityAlarm alarm) {
    new VaultPlace(source).requireOwn(JdbcClient.create(vault.source()));
    return new PairedTransaction(vault.source(), alarm);
  }

  @Bean
  IdentityVault identityVault(
      VaultAccess access,
      JdbcClient record,
      DataKeys keys,
      SecureRandom random,
      IdentityAlarm alarm) {
    return new NotedVault(
        new JdbcIdentityVault(access, keys, new IdentityCipher(random), alarm),
        new VaultEntries(record),
        alarm);
  }

  @Bean
  Orphans orphans(
      VaultAccess access,
      JdbcClient record,
      PlatformTransactionManager transactions,
      VaultSettings settings) {
    return new Orphans(access, record, transactions, settings.grace());
  }

  @Bean
  Task<Void> orphanTask(Orphans orphans, VaultSettings settings) {
    return DueWork.repeated("vault-orphans", settings.collectEvery(), orphans::collect);
  }

  /** True where an address is configured. */
  static final class IsConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return VaultDatabase.isConfigured(context.getEnvironment());
    }
  }
}
