/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.keys.KeystorePlace;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a keystore with fresh keys, where none stands. */
@Command(
    name = "create",
    description = "Makes a keystore with fresh keys. Never replaces one.",
    mixinStandardHelpOptions = true)
final class CreateKeys implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Override
  public Integer call() {
    KeystorePlace place = configured.place();
    char[] password = KeystorePlace.longEnough(place.password().get());
    if (!KeyStoreFile.create(place.file(), password, new SecureRandom())) {
      throw new StartRefusedException("A keystore stands there already. Nothing was changed.");
    }
    spec.commandLine().getOut().println("Created " + place.file() + ". Back it up now.");
    return ExitCode.OK;
  }
}
