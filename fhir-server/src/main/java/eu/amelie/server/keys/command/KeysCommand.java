/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.server.database.StartRefusedException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code keys}. Exit code 0: done, or all in order; 1: not done, or not in order; 2:
 * not understood.
 */
@Command(
    name = KeysCommand.NAME,
    description = "Creates, shows, rotates and verifies the exchange's keys.",
    subcommands = {
      CreateKeys.class,
      ListKeys.class,
      RotateKeys.class,
      ChangePassword.class,
      VerifyKeys.class,
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
    return run(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        arguments);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new KeysCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(KeysCommand::notUnderstood)
        .setExecutionExceptionHandler(KeysCommand::failed)
        .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Quotes nothing: what was typed may have been a password. */
  private static int notUnderstood(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("Not understood. A password is never an argument: name its file.");
    e.getCommandLine().usage(err);
    return ExitCode.USAGE;
  }

  /** Messages of ours are safe to show; of anything else only the kind is told. */
  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    boolean ours = e instanceof StartRefusedException || e instanceof IdentityUnavailableException;
    command.getErr().println(ours ? e.getMessage() : "Failed: " + e.getClass().getName());
    return ExitCode.SOFTWARE;
  }
}
