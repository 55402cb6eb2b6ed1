/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.keys.KeystorePlace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the keystore under another password. */
@Command(
    name = "password",
    description = "Puts the keystore under another password. The keys stay the same.",
    mixinStandardHelpOptions = true)
final class ChangePassword implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Option(
      names = "--new-password-file",
      required = true,
      description = "A file with the new password.")
  private Path newPasswordFile;

  @Override
  public Integer call() {
    KeystorePlace place = configured.place();
    KeyStoreFile.changePassword(
        place.file(), place.password().get(), KeystorePlace.newPassword(newPasswordFile));
    spec.commandLine()
        .getOut()
        .println("Changed. Put the new password where the server reads it, and back up.");
    return ExitCode.OK;
  }
}
