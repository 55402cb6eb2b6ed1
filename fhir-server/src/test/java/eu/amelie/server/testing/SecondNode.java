/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.server.AmelieApplication;
import eu.amelie.server.database.DatabaseSettings;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A second server over the database and with the keys of the first, as behind a balancer. Who
 * starts it ends it: it would take up work that is due in tests which know of one server.
 */
public final class SecondNode {
  private static ConfigurableApplicationContext running;

  private SecondNode() {}

  /**
   * @param first the server that is under test
   * @return the second one's port
   */
  public static synchronized int portBeside(ApplicationContext first) {
    if (running == null) {
      DatabaseSettings database = first.getBean(DatabaseSettings.class);
      Path keys =
          Path.of(first.getEnvironment().getRequiredProperty("AMELIE_DATA_DIR")).resolve("keys");
      running =
          new SpringApplicationBuilder(AmelieApplication.class)
              .profiles("sandbox")
              .run(
                  "--server.port=0",
                  "--AMELIE_DATA_DIR=target/second-node",
                  "--spring.datasource.url=" + database.url(),
                  "--spring.datasource.username=" + database.username(),
                  "--spring.datasource.password=" + database.password(),
                  "--amelie.keys.keystore=" + keys.resolve("keystore.bcfks"),
                  "--amelie.keys.keystore-password-file=" + keys.resolve("keystore.password"));
    }
    return ((WebServerApplicationContext) running).getWebServer().getPort();
  }

  public static synchronized void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
