/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.AmelieApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's own entry, in a JVM of its own. */
class MainTest {
  @TempDir private Path folder;

  @Test
  void theFirstArgumentDecidesThatNoServerStarts() throws Exception {
    ProcessBuilder jar =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AmelieApplication.class.getName(),
            "keys",
            "create",
            "--keystore",
            folder.resolve("keys.bcfks").toString());
    // A JVM that is told something there says so first.
    jar.environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    jar.environment().put("AMELIE_KEYSTORE_PASSWORD", "plainly-fictional-password");
    jar.environment().put("AMELIE_DATA_DIR", folder.resolve("data").toString());
    Process process = jar.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).startsWith("Created ").hasLineCount(1);
    assertThat(folder.resolve("keys.bcfks")).exists();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void otherArgumentsAreTheServers() {
    assertThat(KeysCommand.isMeantBy("keys", "list")).isTrue();
    assertThat(KeysCommand.isMeantBy()).isFalse();
    assertThat(KeysCommand.isMeantBy("--spring.profiles.active=sandbox")).isFalse();
    assertThat(KeysCommand.isMeantBy("--x", "keys")).isFalse();
  }
}
