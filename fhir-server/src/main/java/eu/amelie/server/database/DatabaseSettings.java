/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where the database is and as whom the server works there. {@code toString} shows neither password
 * nor URL parameters, which may hold one.
 *
 * @param url JDBC URL of a PostgreSQL 15 or newer
 * @param username a role that owns the database and is no superuser: the vault's wall does not hold
 *     against a superuser
 */
public record DatabaseSettings(String url, String username, String password) {
  private static final String URL = "spring.datasource.url";
  private static final String VAULT = "amelie.vault.datasource.";

  /** Callers that wait longer for a connection are answered 503 rather than pile up. */
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  /** No statement of a request runs longer; migrations have no limit. */
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * A transaction that hears nothing for longer is undone, and the locks that it holds are free:
   * its server has gone away or has stopped. Nothing of ours waits for anybody in the middle of
   * one.
   */
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  /** Seconds after which the database asks a silent server, and again, and how often in vain. */
  private static final String KEEPALIVES =
      "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
  }

  /**
   * The database that SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and
   * SPRING_DATASOURCE_PASSWORD name.
   *
   * @throws StartRefusedException when there is no URL, or it is not PostgreSQL's
   */
  static DatabaseSettings external(Environment environment) {
    String url = environment.getProperty(URL, "").strip();
    if (url.isEmpty()) {
      throw new StartRefusedException(
          "No database is configured: set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
              + " SPRING_DATASOURCE_PASSWORD.");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StartRefusedException(
          "SPRING_DATASOURCE_URL is not of PostgreSQL: it must start with jdbc:postgresql:.");
    }
    return new DatabaseSettings(
        url,
        environment.getProperty("spring.datasource.username"),
        environment.getProperty("spring.datasource.password"));
  }

  /** The database that amelie.vault.datasource names, if it names one. */
  static Optional<DatabaseSettings> vault(Environment environment) {
    String url = environment.getProperty(VAULT + "url", "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StartRefusedException(
          "amelie.vault.datasource.url is not of PostgreSQL: it must start with jdbc:postgresql:.");
    }
    return Optional.of(
        new DatabaseSettings(
            url,
            environment.getProperty(VAULT + "username"),
            environment.getProperty(VAULT + "password")));
  }

  static boolean isExternal(Environment environment) {
    return !environment.getProperty(URL, "").isBlank();
  }

  /** The connections that requests share. */
  HikariDataSource pool(int size) {
    return pool("store", size);
  }

  /**
   * @param name in the log
   */
  HikariDataSource pool(String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(username);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
    // Each statement is planned for the values that it is run with, since a plan kept for any value
    // takes what most items have for rare; and by way of an index where there is one, since what is
    // read lies in memory or on a disk without arms. Other plans go through tables, and so through
    // what is hidden from the caller (disclosure B17).
    config.setConnectionInitSql(
        ("set statement_timeout = %d; set idle_in_transaction_session_timeout = %d; " + KEEPALIVES)
                .formatted(STATEMENT_TIMEOUT.toMillis(), IDLE_TIMEOUT.toMillis())
            + "; set plan_cache_mode = force_custom_plan; set random_page_cost = 1.1");
    config.setDataSourceProperties(driverProperties());
    // A server that has gone silent must not hold a request for ever.
    config.addDataSourceProperty("socketTimeout", STATEMENT_TIMEOUT.plusSeconds(15).toSeconds());
    return new HikariDataSource(config);
  }

  /** A connection of its own for each call and no time limits; for migrations. */
  DataSource unpooled() {
    DriverManagerDataSource source = new DriverManagerDataSource(url, driverProperties());
    source.setUsername(username);
    source.setPassword(password);
    return source;
  }

  private static Properties driverProperties() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "supportive-care-exchange");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("connectTimeout", Long.toString(CONNECTION_TIMEOUT.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  /** The URL without its parameters. */
  String address() {
    return url.replaceFirst("\\?.*", "");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + address() + "]";
  }
}
