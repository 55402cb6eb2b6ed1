/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process of its own that writes rows and prints each one after its commit, until it is killed.
 */
final class AcknowledgingWriter {
  private AcknowledgingWriter() {}

  public static void main(String[] args) {
    EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.take(Path.of(args[0])));
    JdbcClient jdbc = JdbcClient.create(database.superuser());
    jdbc.sql("create table acknowledged (n int)").update();
    for (int n = 1; ; n++) {
      jdbc.sql("insert into acknowledged values (:n)").param("n", n).update();
      System.out.println("acknowledged " + n);
    }
  }
}
