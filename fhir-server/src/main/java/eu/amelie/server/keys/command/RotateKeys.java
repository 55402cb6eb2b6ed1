/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.keys.KeySettings;
import eu.amelie.server.keys.KeystorePlace;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Adds a version of the key-encryption key. */
@Command(
    name = "rotate",
    description = "Adds a version of the key-encryption key. Running servers notice it.",
    mixinStandardHelpOptions = true)
final class RotateKeys implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Override
  public Integer call() {
    if (configured.keys().keeper() != KeySettings.Keeper.KEYSTORE) {
      throw new StartRefusedException(
          "The key management service holds the key-encryption key: rotate it there.");
    }
    KeystorePlace place = configured.place();
    int version = KeyStoreFile.rotate(place.file(), place.password().get(), new SecureRandom());
    spec.commandLine()
        .getOut()
        .println("kek-" + version + " is current. Back up the keystore now; see: keys verify");
    return ExitCode.OK;
  }
}
