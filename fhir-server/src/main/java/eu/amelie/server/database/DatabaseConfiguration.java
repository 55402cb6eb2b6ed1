/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The one {@link DataSource}, embedded or external. Whoever is given it finds the schema in place
 * and the stamp checked.
 */
@Configuration
public class DatabaseConfiguration {

  @Bean
  @Profile("sandbox")
  DataDirectory dataDirectory(@Value("${AMELIE_DATA_DIR:./data}") Path path) {
    return DataDirectory.take(path);
  }

  @Bean
  @Profile("sandbox")
  @Conditional(NoExternalDatabase.class)
  EmbeddedDatabase embeddedDatabase(DataDirectory directory) {
    return EmbeddedDatabase.start(directory);
  }

  @Bean
  DatabaseSettings databaseSettings(
      Environment environment, ObjectProvider<EmbeddedDatabase> embedded) {
    EmbeddedDatabase own = embedded.getIfAvailable();
    return own == null ? DatabaseSettings.external(environment) : own.settings();
  }

  /**
   * @param migrate no for a command that works beside servers: a database of another version is
   *     then refused
   */
  @Bean
  SchemaMigration schemaMigration(
      DatabaseSettings settings,
      Environment environment,
      @Value("${amelie.database.migrate:true}") boolean migrate) {
    boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    SchemaMigration migration =
        new SchemaMigration(settings, sandbox ? Stamp.SANDBOX : Stamp.PRODUCTION);
    if (migrate) {
      migration.run();
    } else {
      migration.requireCurrent();
    }
    return migration;
  }

  /**
   * @param poolSize how many requests can be in the database at once
   */
  @Bean
  DataSource dataSource(
      DatabaseSettings settings,
      SchemaMigration done,
      @Value("${amelie.database.pool-size:20}") int poolSize) {
    if (poolSize < 2 || poolSize > 100) {
      throw new StartRefusedException("amelie.database.pool-size must lie between 2 and 100.");
    }
    return settings.pool(poolSize);
  }

  /** True while no URL is configured. */
  static final class NoExternalDatabase implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !DatabaseSettings.isExternal(context.getEnvironment());
    }
  }
}
