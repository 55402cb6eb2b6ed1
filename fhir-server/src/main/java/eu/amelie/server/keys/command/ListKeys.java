/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.keys.KeystorePlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names the keys of the keystore. */
@Command(
    name = "list",
    description = "Names the keys of the keystore and when each was made.",
    mixinStandardHelpOptions = true)
final class ListKeys implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Override
  public Integer call() {
    KeystorePlace place = configured.place();
    char[] password = place.password().get();
    int current = KeyStoreFile.open(place.file(), password).keyEncryptionKeys().lastKey();
    for (KeyStoreFile.Entry entry : KeyStoreFile.entries(place.file(), password)) {
      String mark = entry.name().equals("kek-" + current) ? "  current" : "";
      spec.commandLine()
          .getOut()
          .println("%-12s %s%s".formatted(entry.name(), entry.created(), mark));
    }
    return ExitCode.OK;
  }
}
