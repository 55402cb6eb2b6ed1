/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.instruments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The command {@code instruments}. Exit code 0: done; 1: not done; 2: not understood. */
@Command(
    name = InstrumentsCommand.NAME,
    description = "Brings in screening instruments, so that responses to them can be counted.",
    subcommands = ImportInstrument.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class InstrumentsCommand {
  static final String NAME = "instruments";

  private InstrumentsCommand() {}

  /** Whether a call of the jar asks for this command rather than for the server. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Runs the command that the arguments name; answers the exit code. */
  public static int run(String... arguments) {
    LoggingSystem.get(InstrumentsCommand.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
    return run(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new InstrumentsCommand())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(InstrumentsCommand::failed)
        .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Messages of libraries quote what they choke on: only the kind is told. */
  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    command.getErr().println("Failed: " + e.getClass().getName());
    return ExitCode.SOFTWARE;
  }
}
