/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.amelie.server.testing.BesideTheServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The tests' own user runs the other tests of the embedded database. Where that is root, this one
 * runs it as somebody else, too.
 */
@BesideTheServer
class OrdinaryUserTest {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @Test
  void ordinaryUserKeepsDataThroughAKillAsRootDoes() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "runs as an ordinary user already");
    assumeTrue(runs(AS_NOBODY, "true"), "setpriv is not there");
    Path place = Files.createTempDirectory("ordinary-user");
    try {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
      String classPath = readableClassPath(Files.createDirectory(place.resolve("classes")));
      String data = place.resolve("data").toString();

      int acknowledged;
      try (WriterProcess writer = WriterProcess.start(AS_NOBODY, classPath, data)) {
        acknowledged = writer.acknowledged(50);
        writer.kill();
      }
      try (WriterProcess next = WriterProcess.start(AS_NOBODY, classPath, data, "5")) {
        int found = next.found();
        assertThat(found).isGreaterThanOrEqualTo(acknowledged);
        next.acknowledged(found + 5);
        assertThat(next.exitCode()).isZero();
      }
      assertThat(Files.getOwner(place.resolve("data/postgres")).getName()).isEqualTo("nobody");
    } finally {
      FileSystemUtils.deleteRecursively(place);
    }
  }

  private static boolean runs(List<String> prefix, String program) throws InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(program);
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /** The local repository may lie in a home directory that others cannot enter. */
  private static String readableClassPath(Path place) throws IOException {
    List<String> readable = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path source = Path.of(entry);
      Path target = place.resolve(readable.size() + "-" + source.getFileName());
      if (Files.isDirectory(source)) {
        FileSystemUtils.copyRecursively(source, target);
      } else if (Files.exists(source)) {
        linkOrCopy(source, target);
      }
      readable.add(target.toString());
    }
    return String.join(File.pathSeparator, readable);
  }

  private static void linkOrCopy(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (FileSystemException otherDevice) {
      Files.copy(source, target);
    }
  }
}
