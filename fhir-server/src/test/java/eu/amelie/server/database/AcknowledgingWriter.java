/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process of its own that takes a data directory, says how many rows it found and writes more,
 * each printed after its commit: as many as it is told, or until it is killed.
 */
final class AcknowledgingWriter {
  private AcknowledgingWriter() {}

  public static void main(String[] args) {
    int more = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
    try (DataDirectory directory = DataDirectory.take(Path.of(args[0]));
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      JdbcClient jdbc = JdbcClient.create(database.settings().pool(2));
      jdbc.sql("create table if not exists acknowledged (n int primary key)").update();
      int found = jdbc.sql("select count(*) from acknowledged").query(Integer.class).single();
      System.out.println("found " + found);
      for (int n = found + 1; n <= (long) found + more; n++) {
        jdbc.sql("insert into acknowledged values (:n)").param("n", n).update();
        System.out.println("acknowledged " + n);
      }
    }
  }
}
