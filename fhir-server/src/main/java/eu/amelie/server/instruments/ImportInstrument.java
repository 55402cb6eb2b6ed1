/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.instruments;

import ca.uhn.fhir.parser.DataFormatException;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.instruments.Instrument;
import eu.amelie.profiles.instruments.InstrumentReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hl7.fhir.r4.model.Questionnaire;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks one Questionnaire and puts it among the instruments. */
@Command(
    name = "import",
    description = {
      "Checks a Questionnaire and keeps it as an instrument. Running servers notice it.",
      "It has a url and a version, a threshold (extension sc-cut-off), the ages it was made for"
          + " (useContext age, in years), and points on every option of the questions that count"
          + " (extension ordinalValue).",
      "Any other useContext says that it was made for fewer than all of these ages: then there is"
          + " a score only where the sender confirms, by the parameter in-population of $extract,"
          + " that the person is one of them."
    },
    mixinStandardHelpOptions = true)
final class ImportInstrument implements Callable<Integer> {
  private static final long LONGEST = 1024L * 1024;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The Questionnaire, FHIR R4 in JSON.")
  private Path file;

  @Option(
      names = "--directory",
      defaultValue = "${env:AMELIE_INSTRUMENTS}",
      description =
          "Where instruments are kept; else AMELIE_INSTRUMENTS, else instruments in"
              + " AMELIE_DATA_DIR (default ./data).")
  private Optional<Path> directory;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
      return refused("There is no such file, or it is longer than 1 MiB.");
    }
    InstrumentFiles instruments = new InstrumentFiles(directory.orElseGet(ImportInstrument::usual));
    Questionnaire questionnaire;
    try {
      questionnaire = instruments.parse(Files.readString(file));
    } catch (DataFormatException e) {
      return refused("This is no Questionnaire in FHIR R4 JSON.");
    }
    InstrumentReader.Read read = InstrumentReader.read(questionnaire);
    if (read.instrument().isEmpty()) {
      for (Finding finding : read.findings()) {
        refused(finding.expression() + ": " + finding.message());
      }
      return ExitCode.SOFTWARE;
    }
    return kept(instruments, read.instrument().get(), questionnaire);
  }

  private int kept(InstrumentFiles instruments, Instrument instrument, Questionnaire questionnaire)
      throws IOException {
    return switch (instruments.keep(instrument, questionnaire)) {
      case IMPORTED -> done("Imported " + instrument.canonical());
      case THERE_ALREADY -> done("There already: " + instrument.canonical());
      case OTHER_CONTENT ->
          refused("This version is there with other content: give the change a new version.");
    };
  }

  private static Path usual() {
    String data = System.getenv("AMELIE_DATA_DIR");
    return Path.of(data == null || data.isBlank() ? "./data" : data).resolve("instruments");
  }

  private int done(String message) {
    spec.commandLine().getOut().println(message);
    return ExitCode.OK;
  }

  private int refused(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    return ExitCode.SOFTWARE;
  }
}
