/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.server.database.DataDirectory;
import eu.amelie.server.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of a test class's own, in a folder of its own, without a server before it. */
final class OwnPostgres implements BeforeAllCallback, AfterAllCallback {
  private Path folder;
  private DataDirectory directory;
  private EmbeddedDatabase database;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("own-postgres");
    directory = DataDirectory.take(folder.resolve("data"));
    database = EmbeddedDatabase.start(directory);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    database.close();
    directory.close();
    FileSystemUtils.deleteRecursively(folder);
  }

  EmbeddedDatabase database() {
    return database;
  }

  /** The record's and the vault's database, both new, with one keystore for all of them. */
  TwoDatabases twoDatabases() {
    return new TwoDatabases(database, folder);
  }
}
