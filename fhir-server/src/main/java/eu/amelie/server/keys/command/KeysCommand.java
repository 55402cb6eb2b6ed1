/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.server.command.CommandRun;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The command {@code keys}. */
@Command(
    name = KeysCommand.NAME,
    description = "Creates, shows, rotates, verifies and backs up the exchange's keys.",
    subcommands = {
      CreateKeys.class,
      ListKeys.class,
      RotateKeys.class,
      ChangePassword.class,
      VerifyKeys.class,
      BackUpKeys.class,
      RestoreKeys.class,
      ExportPublic.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {
  static final String NAME = "keys";

  private KeysCommand() {}

  /** Whether a call of the jar asks for this command rather than for the server. */
  public static boolean isMeantBy(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Runs the command that the arguments name, {@code keys} first; answers the exit code. */
  public static int run(String... arguments) {
    return CommandRun.of(new KeysCommand(), arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return CommandRun.of(new KeysCommand(), out, err, arguments);
  }
}
