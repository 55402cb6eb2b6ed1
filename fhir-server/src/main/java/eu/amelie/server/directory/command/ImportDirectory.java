/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory.command;

import eu.amelie.server.command.Beans;
import eu.amelie.server.command.ServerSettings;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.directory.DirectoryImport;
import eu.amelie.server.directory.DirectoryImport.Manner;
import eu.amelie.server.directory.DirectoryImport.Source;
import eu.amelie.server.directory.ImportReport;
import eu.amelie.server.directory.ImportReport.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files of entries into the directory, all or nothing. */
@Command(
    name = "import",
    description = {
      "Creates and updates the entries of the directory that stand in the files, all or none of"
          + " them, while the exchange is at work.",
      "A file is a Bundle (collection, transaction or batch; FHIR R4, JSON) of Organization,"
          + " OrganizationAffiliation, HealthcareService, Location and Endpoint, each with its id;"
          + " the id of an Organization is the one that tokens of its clients name.",
      "The same file again changes nothing. What is not in the files stays; who closes is"
          + " imported with active false. The database is the server's own setting; it is not"
          + " migrated, and the exchange must have been started on it once."
    },
    mixinStandardHelpOptions = true)
final class ImportDirectory implements Callable<Integer> {
  private static final long LONGEST = 64L * 1024 * 1024;

  @Spec private CommandSpec spec;
  @Mixin private ServerSettings settings;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Bundles; they may refer to each other.")
  private List<Path> files;

  @Option(names = "--check", description = "Says what would be done, and stores nothing.")
  private boolean check;

  @Option(
      names = "--replace",
      description =
          "Replaces also what an organisation itself has changed since; without it such entries"
              + " are kept.")
  private boolean replace;

  @Override
  public Integer call() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        err().println(file + ": There is no such file, or it is longer than 64 MiB.");
        return ExitCode.SOFTWARE;
      }
      sources.add(new Source(file.getFileName().toString(), Files.readAllBytes(file)));
    }
    try (DatabaseAccess database =
            DatabaseAccess.open(settings.environment(), settings.dataDirectory());
        Beans beans = Beans.of(settings.environment(), database.settings())) {
      return told(beans.get(DirectoryImport.class).run(sources, new Manner(!check, replace)));
    }
  }

  private int told(ImportReport report) {
    if (report.isRefused()) {
      report.problems().forEach(problem -> err().println(problem));
      err().println("Nothing was stored: " + report.problems().size() + " problems.");
      return ExitCode.SOFTWARE;
    }
    PrintWriter out = spec.commandLine().getOut();
    report
        .lines()
        .forEach(line -> out.println("%-10s %s".formatted(word(line.outcome()), line.entry())));
    if (report.count(Outcome.KEPT) > 0) {
      out.println(
          "Kept: changed by their own organisation since the last import. --replace replaces them.");
    }
    report.notes().forEach(note -> out.println("Note: " + note));
    out.println(
        "%d created, %d updated, %d unchanged, %d kept%s."
            .formatted(
                report.count(Outcome.CREATED),
                report.count(Outcome.UPDATED),
                report.count(Outcome.UNCHANGED),
                report.count(Outcome.KEPT),
                check ? " if it were stored; nothing was" : ""));
    return ExitCode.OK;
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
