/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The tests' own user runs the other tests of the embedded database. Where that is root, this one
 * runs it as somebody else, too.
 */
class OrdinaryUserTest {
  /** On some systems without a name. */
  private static final int NOBODY = 65_534;

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  @Test
  void ordinaryUserKeepsDataThroughAKillAsRootDoes() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "runs as an ordinary user already");
    assumeTrue(runs("true"), "setpriv is not there");
    assumeTrue(
        runs(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version"),
        "the JDK lies where root alone can enter");
    Path place = Files.createTempDirectory("ordinary-user");
    try {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
      String classPath = readableClassPath(Files.createDirectory(place.resolve("classes")));
      Files.setPosixFilePermissions(
          place.resolve("classes"), PosixFilePermissions.fromString("rwxr-xr-x"));
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
      assertThat(Files.getAttribute(place.resolve("data/postgres"), "unix:uid")).isEqualTo(NOBODY);
    } finally {
      FileSystemUtils.deleteRecursively(place);
    }
  }

  /** As nobody. */
  private static boolean runs(String... program) throws InterruptedException {
    List<String> command = new ArrayList<>(AS_NOBODY);
    command.addAll(List.of(program));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
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
        letRead(target);
      } else if (Files.exists(source)) {
        linkOrCopy(source, target);
      }
      readable.add(target.toString());
    }
    return String.join(File.pathSeparator, readable);
  }

  /** The same file where anybody may read it; else a copy, since its rights are its owner's. */
  private static void linkOrCopy(Path source, Path target) throws IOException {
    if (Files.getPosixFilePermissions(source).contains(PosixFilePermission.OTHERS_READ)) {
      try {
        Files.createLink(target, source);
        return;
      } catch (FileSystemException otherDevice) {
        // A copy does, too.
      }
    }
    Files.copy(source, target);
    letRead(target);
  }

  /** Whatever the umask says. */
  private static void letRead(Path copied) throws IOException {
    try (Stream<Path> files = Files.walk(copied)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
