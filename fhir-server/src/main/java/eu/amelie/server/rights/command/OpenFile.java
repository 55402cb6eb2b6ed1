/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights.command;

import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.interceptors.rights.SealedFile;
import eu.amelie.server.database.OwnerOnly;
import java.io.ByteArrayInputStream;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opens a sealed file. It asks nobody: neither the exchange nor the network. */
@Command(
    name = "open",
    description = "Opens a sealed file with its code, which it asks for.",
    mixinStandardHelpOptions = true)
final class OpenFile implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", description = "The sealed file.")
  private Path file;

  @Option(names = "--out", required = true, description = "A new folder for what is inside.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Optional<byte[]> content = FileCode.of(code()).flatMap(code -> SealedFile.open(code, read()));
    if (content.isEmpty() || Files.exists(folder)) {
      spec.commandLine()
          .getErr()
          .println(
              "Not opened: the code does not belong to this file, the file was changed, or the"
                  + " folder is there already.");
      return ExitCode.SOFTWARE;
    }
    OwnerOnly.directory(folder);
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(content.get()), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // Anybody can seal a file to a key: a name that leads elsewhere is cut to its last part.
        Path name = Path.of(entry.getName()).getFileName();
        Files.write(OwnerOnly.file(folder.resolve(name)), zip.readAllBytes());
      }
    }
    spec.commandLine().getOut().println("Opened.");
    return ExitCode.OK;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** From the keyboard without showing it, else from what is piped in. */
  private static String code() {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Code: ");
      return typed == null ? "" : new String(typed);
    }
    Scanner piped = new Scanner(System.in, StandardCharsets.UTF_8);
    return piped.hasNextLine() ? piped.nextLine() : "";
  }
}
