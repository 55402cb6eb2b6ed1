/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.vault.DataKeyBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the wrapped data keys to a file, and removes those of its files that are too old. */
@Command(
    name = "back-up",
    description = {
      "Writes the data keys, still wrapped, to a dated file sealed under the keystore, and removes",
      "its own files there that are too old: whoever was erased is gone with the last of them."
    },
    mixinStandardHelpOptions = true)
final class BackUpKeys implements Callable<Integer> {
  /** What a file may be of use for, and no longer. */
  static final Duration LONGEST = Duration.ofDays(30);

  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Option(names = "--to", required = true, description = "The directory; it has to be there.")
  private Path directory;

  @Option(
      names = "--keep-days",
      defaultValue = "30",
      description = "How many days files are kept: 1 to 30.")
  private int keepDays;

  @Override
  public Integer call() throws IOException {
    if (keepDays < 1 || keepDays > LONGEST.toDays()) {
      throw new ParameterException(spec.commandLine(), "Out of range");
    }
    if (!Files.isDirectory(directory)) {
      throw new StartRefusedException("There is no such directory. Nothing was written.");
    }
    try (DatabaseAccess database = configured.openDatabase()) {
      ExchangeKeys keys = configured.requireKeysOf(database);
      try (DataKeyBackup backup = configured.backup(database)) {
        DataKeyArchive.Content copy = backup.take();
        DatedFiles files = new DatedFiles(directory);
        Path file =
            files.write(
                copy.taken(), new DataKeyArchive(keys.idKey(), new SecureRandom()).seal(copy));
        int removed = files.removeOlderThan(copy.taken().minus(Duration.ofDays(keepDays)));
        spec.commandLine()
            .getOut()
            .println(
                "Wrote %d data keys to %s; removed %d older files."
                    .formatted(copy.entries().size(), file.getFileName(), removed));
      }
    }
    return ExitCode.OK;
  }
}
