/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.server.security.sandbox.ClientKeys;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what of the keys is public. */
@Command(
    name = "export-public",
    description =
        "Prints the public keys as a JWK set: in the sandbox, those that sign its tokens.",
    mixinStandardHelpOptions = true)
final class ExportPublic implements Callable<Integer> {
  private static final String NOTHING =
      "Nothing is public here: every key in the keystore is symmetric, and tokens are signed by the"
          + " issuer, which publishes its own keys.";

  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Override
  public Integer call() {
    Optional<String> keys =
        configured.isSandbox()
            ? ClientKeys.publicSigningKeys(configured.dataDirectory())
            : Optional.empty();
    keys.ifPresentOrElse(
        spec.commandLine().getOut()::println, () -> spec.commandLine().getErr().println(NOTHING));
    return ExitCode.OK;
  }
}
