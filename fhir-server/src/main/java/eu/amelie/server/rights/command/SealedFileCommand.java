/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code sealed-file}. Exit code 0: done; 1: not done; 2: not understood. */
@Command(
    name = SealedFileCommand.NAME,
    description = "Prints codes for sealed files, and opens such a file with its code.",
    subcommands = {PrintCodes.class, OpenFile.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SealedFileCommand {
  static final String NAME = "sealed-file";

  private SealedFileCommand() {}

  /** Whether a call of the jar asks for this command rather than for the server. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Runs the command that the arguments name, its own name first; answers the exit code. */
  public static int run(String... arguments) {
    return run(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new SealedFileCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(SealedFileCommand::notUnderstood)
        .setExecutionExceptionHandler(SealedFileCommand::failed)
        .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Quotes nothing: what was typed may have been a code. */
  private static int notUnderstood(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("Not understood. A code is never an argument: it is asked for.");
    e.getCommandLine().usage(err);
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    command.getErr().println("Failed: " + e.getClass().getSimpleName());
    return ExitCode.SOFTWARE;
  }
}
