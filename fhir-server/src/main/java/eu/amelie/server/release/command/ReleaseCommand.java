/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release.command;

import eu.amelie.server.command.CommandRun;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The command {@code release}. */
@Command(
    name = ReleaseCommand.NAME,
    description = "Looks after what searches are narrowed by.",
    subcommands = RebuildTags.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ReleaseCommand {
  static final String NAME = "release";

  private ReleaseCommand() {}

  /** Whether a call of the jar asks for this command rather than for the server. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Runs the command that the arguments name, {@code release} first; answers the exit code. */
  public static int run(String... arguments) {
    return CommandRun.of(new ReleaseCommand(), arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return CommandRun.of(new ReleaseCommand(), out, err, arguments);
  }
}
