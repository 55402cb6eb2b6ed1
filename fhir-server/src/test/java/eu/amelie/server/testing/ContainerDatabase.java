/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL from Testcontainers, with a database whose owner is no superuser, as the server asks
 * for. The container ends with the tests.
 */
final class ContainerDatabase {
  private static final Logger log = LoggerFactory.getLogger(ContainerDatabase.class);
  private static final String IMAGE = "postgres:16";
  private static final String OWNER = "amelie_app";
  private static final String PASSWORD = "only-in-this-container";
  private static final String DATABASE = "amelie";

  private final PostgreSQLContainer container;

  private ContainerDatabase(PostgreSQLContainer container) {
    this.container = container;
  }

  /**
   * Empty where no Docker engine answers, or it cannot get the image or start it, or the
   * environment says {@code AMELIE_TEST_DATABASE=embedded}.
   */
  static Optional<ContainerDatabase> start() {
    if ("embedded".equals(System.getenv("AMELIE_TEST_DATABASE"))) {
      return Optional.empty();
    }
    DockerClientFactory docker = DockerClientFactory.instance();
    if (!docker.isDockerAvailable()) {
      return Optional.empty();
    }
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    try {
      return imageIsThere(docker.client()) ? Optional.of(started(container)) : Optional.empty();
    } catch (RuntimeException e) {
      // An engine that may not be used, that has no room left, or that cannot get what watches it.
      log.warn("A Docker engine answers, but {} does not start: {}", IMAGE, e.getMessage());
      container.stop();
      return Optional.empty();
    }
  }

  private static ContainerDatabase started(PostgreSQLContainer container) {
    container.start();
    createDatabase(container);
    return new ContainerDatabase(container);
  }

  /** Asks for the image once; the container itself would ask for minutes where none can be had. */
  private static boolean imageIsThere(DockerClient client) {
    try {
      client.inspectImageCmd(IMAGE).exec();
      return true;
    } catch (NotFoundException notYet) {
      return pulled(client);
    }
  }

  private static boolean pulled(DockerClient client) {
    try {
      return client
          .pullImageCmd(IMAGE)
          .exec(new PullImageResultCallback())
          .awaitCompletion(5, TimeUnit.MINUTES);
    } catch (DockerException | DockerClientException e) {
      log.warn("A Docker engine answers, but {} cannot be had: {}", IMAGE, e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void createDatabase(PostgreSQLContainer container) {
    try (Connection connection = container.createConnection("");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create role %s login createrole nosuperuser password '%s'".formatted(OWNER, PASSWORD));
      statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
    } catch (SQLException e) {
      throw new IllegalStateException("The container's database cannot be prepared.", e);
    }
  }

  String url() {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            DATABASE);
  }

  String username() {
    return OWNER;
  }

  String password() {
    return PASSWORD;
  }

  @Override
  public String toString() {
    return "PostgreSQL in a container (" + IMAGE + ")";
  }
}
