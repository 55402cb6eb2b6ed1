/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.amelie.server.testing.ExchangeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The README's commands, typed in as they stand there. */
@ExchangeServer
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  @LocalServerPort private int port;

  @Test
  void everyCommandOfTheStoryWorks() throws IOException, InterruptedException {
    assumeTrue(found("bash") && found("curl"), "bash and curl are needed");
    String script = "set -eu\n" + String.join("\n", blocks());

    Process shell = start("bash", "-c", script);
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("\"total\":0", "404", "\"status\":\"accepted\"")
        .contains("\"family\":\"Voorbeeldpersoon\"", "no address", "consent-revoked");
  }

  private static List<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    return matcher.results().map(block -> block.group(1)).toList();
  }

  private Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().put("BASE", "http://localhost:" + port);
    // Whatever leads out of this machine, nothing here goes there.
    builder.environment().put("no_proxy", "localhost");
    return builder.redirectErrorStream(true).start();
  }

  private boolean found(String command) throws InterruptedException {
    try {
      return start(command, "--version").waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }
}
