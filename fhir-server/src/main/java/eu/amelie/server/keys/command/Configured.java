/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.server.command.ServerSettings;
import eu.amelie.server.keys.KeySettings;
import eu.amelie.server.keys.KeystorePlace;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.Binder;
import picocli.CommandLine.Option;

/** The keystore that the server would start with. */
class Configured extends ServerSettings {
  @Option(names = "--keystore", description = "The keystore's file; else AMELIE_KEYSTORE.")
  private Path keystore;

  @Option(
      names = "--password-file",
      description =
          "A file with its password; else AMELIE_KEYSTORE_PASSWORD_FILE or"
              + " AMELIE_KEYSTORE_PASSWORD.")
  private Path passwordFile;

  KeySettings keys() {
    KeySettings found = Binder.get(environment()).bindOrCreate("amelie.keys", KeySettings.class);
    return new KeySettings(
        keystore == null ? found.keystore() : keystore.toString(),
        passwordFile == null ? found.keystorePassword() : "",
        passwordFile == null ? found.keystorePasswordFile() : passwordFile.toString(),
        found.lookAgain(),
        found.keeper(),
        found.rewrapEvery(),
        found.rewrapBatch(),
        found.transit());
  }

  KeystorePlace place() {
    KeySettings settings = keys();
    return settings.keystore().isBlank() && isSandbox()
        ? KeystorePlace.sandbox(dataDirectory())
        : KeystorePlace.configured(settings);
  }
}
