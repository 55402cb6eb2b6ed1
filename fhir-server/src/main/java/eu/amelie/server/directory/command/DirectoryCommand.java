/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory.command;

import eu.amelie.server.command.CommandRun;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The command {@code directory}. */
@Command(
    name = DirectoryCommand.NAME,
    description =
        "Brings organisations, services, places and technical addresses into the directory.",
    subcommands = ImportDirectory.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DirectoryCommand {
  static final String NAME = "directory";

  private DirectoryCommand() {}

  /** Whether a call of the jar asks for this command rather than for the server. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Runs the command that the arguments name, {@code directory} first; answers the exit code. */
  public static int run(String... arguments) {
    return CommandRun.of(new DirectoryCommand(), arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return CommandRun.of(new DirectoryCommand(), out, err, arguments);
  }
}
