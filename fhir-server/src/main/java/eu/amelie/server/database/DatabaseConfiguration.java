/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
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

/** The one {@link DataSource}, embedded or external, with its schema in place. */
@Configuration
public class DatabaseConfiguration {
  private static final String URL = "spring.datasource.url";

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
  DataSource dataSource(
      Environment environment,
      org.springframework.beans.factory.ObjectProvider<EmbeddedDatabase> embedded) {
    HikariConfig config = new HikariConfig();
    EmbeddedDatabase database = embedded.getIfAvailable();
    if (database != null) {
      config.setJdbcUrl(database.url());
      config.setUsername(EmbeddedDatabase.APPLICATION_ROLE);
    } else {
      String url = environment.getProperty(URL);
      if (url == null || url.isBlank()) {
        throw new StartRefusedException(
            "No database is configured: set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                + " SPRING_DATASOURCE_PASSWORD.");
      }
      config.setJdbcUrl(url);
      config.setUsername(environment.getProperty("spring.datasource.username"));
      config.setPassword(environment.getProperty("spring.datasource.password"));
    }
    config.setPoolName("store");
    config.setMaximumPoolSize(
        environment.getProperty("amelie.database.pool-size", Integer.class, 20));
    // Waiters give up in time to answer 503 rather than pile up.
    config.setConnectionTimeout(5_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "supportive-care-exchange");
    config.setConnectionInitSql("set statement_timeout = '30s'");
    return new HikariDataSource(config);
  }

  @Bean
  SchemaMigration schemaMigration(DataSource dataSource, Environment environment) {
    boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    SchemaMigration migration = new SchemaMigration(dataSource, sandbox ? "sandbox" : "production");
    migration.run();
    return migration;
  }

  /** True while no URL is configured. */
  static final class NoExternalDatabase implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      String url = context.getEnvironment().getProperty(URL);
      return url == null || url.isBlank();
    }
  }
}
