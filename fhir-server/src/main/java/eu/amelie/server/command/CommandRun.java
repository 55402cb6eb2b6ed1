/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.server.database.StartRefusedException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command of the jar. Exit code 0: done, or all in order; 1: not done, or not in order; 2:
 * not understood.
 */
public final class CommandRun {
  private CommandRun() {}

  /**
   * @param command annotated with {@code @Command}
   * @param arguments its name first
   */
  public static int of(Object command, String... arguments) {
    return of(
        command,
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        arguments);
  }

  /** The same with its output elsewhere. */
  public static int of(Object command, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(CommandRun::notUnderstood)
        .setExecutionExceptionHandler(CommandRun::failed)
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
    command.getErr().println(words(e));
    return ExitCode.SOFTWARE;
  }

  /** A refusal to start may lie below what a container of beans says of it. */
  private static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefusedException || cause instanceof IdentityUnavailableException) {
        return cause.getMessage();
      }
    }
    return "Failed: " + failure.getClass().getName();
  }
}
