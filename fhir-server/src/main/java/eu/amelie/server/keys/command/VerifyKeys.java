/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.server.database.DatabaseAccess;
import eu.amelie.server.database.VaultDatabase;
import eu.amelie.server.keys.KeyEncryptionSource;
import eu.amelie.server.keys.KeyFingerprints;
import eu.amelie.server.keys.KeystorePlace;
import eu.amelie.server.vault.KeyVerification;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens every data key in the database, and counts. */
@Command(
    name = "verify",
    description = {
      "Checks that the keystore opens, is the database's own, and opens every data key in it.",
      "Changes nothing and tells numbers only. The database is the server's own setting."
    },
    mixinStandardHelpOptions = true)
final class VerifyKeys implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured;

  @Override
  public Integer call() {
    KeystorePlace place = configured.place();
    ExchangeKeys keys = KeyStoreFile.open(place.file(), place.password().get());
    KeyEncryption keyEncryption =
        KeyEncryptionSource.of(configured.keys(), KeyRing.of(keys), new SecureRandom());
    try (DatabaseAccess database =
        DatabaseAccess.open(configured.environment(), configured.dataDirectory())) {
      boolean own = new KeyFingerprints(JdbcClient.create(database.source())).match(keys);
      KeyVerification.Counts counts =
          VaultDatabase.isConfigured(configured.environment())
              ? KeyVerification.ofOwn(
                  VaultDatabase.unpooled(configured.environment()), keyEncryption)
              : KeyVerification.of(database.source(), keyEncryption);
      report(own, keyEncryption, counts);
      return own && counts.unreadable() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void report(boolean own, KeyEncryption keyEncryption, KeyVerification.Counts counts) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("keystore: opens");
    out.println("database: filled under " + (own ? "this keystore" : "another keystore, or none"));
    out.println("current:  " + keyEncryption.current());
    out.println("data keys: " + counts.all());
    counts.byVersion().forEach((version, number) -> out.println("  " + version + ": " + number));
    out.println("unreadable: " + counts.unreadable());
  }
}
