/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.server.command.ServerSettings;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.database.VaultDatabase;
import eu.amelie.server.keys.KeyFingerprints;
import eu.amelie.server.keys.KeySettings;
import eu.amelie.server.keys.KeystorePlace;
import eu.amelie.server.vault.DataKeyBackup;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  DatabaseAccess openDatabase() {
    return DatabaseAccess.open(environment(), dataDirectory());
  }

  /**
   * The keystore's keys.
   *
   * @throws StartRefusedException where the database was filled under others
   */
  ExchangeKeys requireKeysOf(DatabaseAccess database) {
    KeystorePlace place = place();
    ExchangeKeys keys = KeyStoreFile.open(place.file(), place.password().get());
    if (!new KeyFingerprints(JdbcClient.create(database.source())).match(keys)) {
      throw new StartRefusedException(
          "The database was filled under another keystore, or none. Nothing was changed.");
    }
    return keys;
  }

  /** Where the data keys lie: with the record, or in a database of the vault's own. */
  DataKeyBackup backup(DatabaseAccess database) {
    return VaultDatabase.isConfigured(environment())
        ? DataKeyBackup.ofOwn(database.source(), VaultDatabase.unpooled(environment()))
        : DataKeyBackup.of(database.source());
  }

  /** The directory of the journal of recalls. */
  Path journal() {
    String directory = environment().getProperty("amelie.recall.directory", "");
    return directory.isBlank()
        ? dataDirectory().resolve("recall")
        : Path.of(directory).toAbsolutePath().normalize();
  }
}
