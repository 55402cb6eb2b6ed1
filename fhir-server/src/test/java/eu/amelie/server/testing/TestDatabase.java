/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.server.database.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Gives the server under test an empty data directory and an empty PostgreSQL, and prints which:
 * one from Testcontainers where a Docker engine answers, the server's own embedded one elsewhere.
 */
final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    empty(Path.of(context.getEnvironment().getRequiredProperty("AMELIE_DATA_DIR")));
    Optional<ContainerDatabase> container = ContainerDatabase.start();
    container.ifPresent(database -> use(database, context));
    log.info(
        "The server under test runs on {}.",
        container.map(ContainerDatabase::toString).orElse("the embedded PostgreSQL"));
  }

  private static void use(ContainerDatabase database, ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.username(),
            "spring.datasource.password=" + database.password())
        .applyTo(context);
  }

  /** What an earlier run left would answer the searches of this one. */
  private static void empty(Path directory) {
    // Refuses while another run is using it.
    DataDirectory.take(directory).close();
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
