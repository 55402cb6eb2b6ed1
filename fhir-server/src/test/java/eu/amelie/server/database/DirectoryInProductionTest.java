/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.directory.command.DirectoryCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory of a production database, which has no demo entries, is filled by the command, with
 * nothing configured but the database: no keystore, no issuer.
 */
class DirectoryInProductionTest {
  private static final String FILE =
      """
      {"resourceType":"Bundle","type":"collection","entry":[
       {"resource":{"resourceType":"Location","id":"demo-house-place","status":"active",
        "name":"Demo House","address":{"country":"DE"},
        "managingOrganization":{"reference":"Organization/demo-house"}}},
       {"resource":{"resourceType":"Organization","id":"demo-house","active":true,
        "name":"Demo House","address":[{"country":"DE"}]}}]}
      """;

  @TempDir private Path folder;

  private final Map<String, String> before = new HashMap<>();
  private DataDirectory directory;
  private EmbeddedDatabase server;
  private DatabaseSettings settings;

  @BeforeEach
  void start() {
    directory = DataDirectory.take(folder.resolve("data"));
    server = EmbeddedDatabase.start(directory);
    settings = server.create("directory");
    set("spring.datasource.url", settings.url());
    set("spring.datasource.username", settings.username());
    set("spring.datasource.password", settings.password());
    set("AMELIE_DATA_DIR", folder.resolve("data").toString());
  }

  private void set(String setting, String value) {
    before.put(setting, System.getProperty(setting));
    System.setProperty(setting, value);
  }

  @AfterEach
  void stop() {
    before.forEach(
        (setting, value) -> {
          if (value == null) {
            System.clearProperty(setting);
          } else {
            System.setProperty(setting, value);
          }
        });
    server.close();
    directory.close();
  }

  private int rows(String condition) {
    return JdbcClient.create(settings.unpooled())
        .sql("select count(*) from " + condition)
        .query(Integer.class)
        .single();
  }

  @Test
  void itIsFilledOnceTheExchangeHasStartedAndTheSandboxKeepsOut() throws IOException {
    String file = Files.writeString(folder.resolve("file.json"), FILE).toString();
    assertThat(DirectoryCommand.run("directory", "import", file)).as("not migrated").isEqualTo(1);
    new SchemaMigration(settings, Stamp.PRODUCTION).run();

    assertThat(DirectoryCommand.run("directory", "import", file)).isZero();
    assertThat(rows("hfj_resource where fhir_id in ('demo-house', 'demo-house-place')"))
        .isEqualTo(2);
    assertThat(rows("hfj_res_link where target_resource_type = 'Organization'"))
        .as("found by its organisation, though it stands before it")
        .isEqualTo(1);
    assertThat(rows("exchange.audit_event")).isEqualTo(1);
    assertThat(DirectoryCommand.run("directory", "import", file)).isZero();
    assertThat(rows("hfj_res_ver")).as("no new version").isEqualTo(2);
    assertThat(DirectoryCommand.run("directory", "import", "--sandbox", file))
        .as("a sandbox does not write into it")
        .isEqualTo(1);
  }
}
