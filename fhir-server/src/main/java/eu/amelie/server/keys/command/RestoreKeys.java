/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Content;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.recall.Erasures;
import eu.amelie.server.vault.DataKeyBackup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings missing data keys back from a file, but for those of whoever was erased since. */
@Command(
    name = "restore",
    description = {
      "Brings back the data keys of a file that are missing. What is there stays as it is; whoever",
      "was erased since the file was written stays erased. A file older than 30 days is refused."
    },
    mixinStandardHelpOptions = true)
final class RestoreKeys implements Callable<Integer> {
  /** The clock of the database that a file was taken from may have gone before. */
  private static final Duration SKEW = Duration.ofHours(1);

  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Option(names = "--from", required = true, description = "The file that back-up has written.")
  private Path file;

  @Option(
      names = "--without-journal",
      description = "There is no journal of recalls, because nothing was ever taken back.")
  private boolean withoutJournal;

  @Override
  public Integer call() throws IOException {
    try (DatabaseAccess database = configured.openDatabase()) {
      ExchangeKeys keys = configured.requireKeysOf(database);
      Content copy =
          new DataKeyArchive(keys.idKey(), new SecureRandom())
              .open(Files.readAllBytes(file))
              .orElseThrow(
                  () ->
                      new StartRefusedException(
                          "The file was changed, is none of data keys, or is another keystore's."
                              + " Nothing was brought back."));
      Erasures erasures = Erasures.known(journal());
      try (DataKeyBackup backup = configured.backup(database)) {
        requireRecent(copy.taken(), backup.now());
        report(backup.restore(copy, erasures));
      }
    }
    return ExitCode.OK;
  }

  private static void requireRecent(Instant taken, Instant now) {
    if (taken.isBefore(now.minus(BackUpKeys.LONGEST)) || taken.isAfter(now.plus(SKEW))) {
      throw new StartRefusedException(
          "The file is older than 30 days, or of a day to come. Nothing was brought back.");
    }
  }

  /** Without it, what the database itself has forgotten would come back. */
  private Optional<Path> journal() {
    Path directory = configured.journal();
    if (Erasures.isJournal(directory)) {
      return Optional.of(directory);
    }
    if (!withoutJournal) {
      throw new StartRefusedException(
          "There is no journal of recalls where amelie.recall.directory says: name it, or say"
              + " --without-journal where nothing was ever taken back. Nothing was brought back.");
    }
    return Optional.empty();
  }

  private void report(DataKeyBackup.Restored restored) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("brought back: " + restored.restored());
    out.println("there already: " + restored.present());
    out.println("erased since: " + restored.erased());
    out.println("of no use here: " + restored.idle());
  }
}
