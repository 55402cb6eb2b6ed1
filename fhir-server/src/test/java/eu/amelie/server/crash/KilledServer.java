/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import eu.amelie.server.AmelieApplication;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox in a process of its own, with its embedded database, always at the same port and on
 * the same data: killed as by {@code kill -9}, which leaves the database behind as an orphan.
 */
final class KilledServer implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;
  private static final int GRACE_SECONDS = 600;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path directory;
  private final int port;
  private Process process;
  private int starts;

  KilledServer(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.port = LastingPort.find();
  }

  int port() {
    return port;
  }

  /** Returns once it takes calls. */
  void start() throws IOException, InterruptedException {
    File log = directory.resolve("server-" + ++starts + ".log").toFile();
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log))
            .start();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw new IOException("The server has ended by itself: " + log);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** The packaged server where one is named, and else what is being tested. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:+UseSerialGC"));
    String jar = System.getProperty("amelie.crash.jar");
    if (jar == null) {
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), AmelieApplication.class.getName()));
    } else {
      command.addAll(List.of("-jar", jar));
    }
    command.addAll(
        List.of(
            "--spring.profiles.active=sandbox",
            "--server.port=" + port,
            "--AMELIE_DATA_DIR=" + directory.resolve("data").toAbsolutePath(),
            "--amelie.notification.loopback=true",
            "--db-scheduler.heartbeat-interval=2s",
            "--amelie.notification.first-wait=10s",
            "--amelie.notification.longest-wait=10s"));
    return command;
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + "/actuator/health/readiness"))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** In peace, so that its database ends as well, however long a busy machine takes for it. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
