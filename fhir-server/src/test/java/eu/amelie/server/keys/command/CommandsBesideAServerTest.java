/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import eu.amelie.server.keys.KeystorePlace;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.SameSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The commands where a sandbox runs, as somebody beside it types them. */
@ExchangeServer
@ExtendWith(SameSettings.class)
class CommandsBesideAServerTest {
  @LocalServerPort private int port;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private KeystorePlace place;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void verifyCountsWhatOpensAndChangesNothing() {
    Case.submit(port);
    long all = count();

    assertThat(keys("verify")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("keystore: opens", "filled under this keystore", "unreadable: 0")
        .contains("data keys: " + all);
    assertThat(count()).isEqualTo(all);
  }

  @Test
  void verifyFailsWhereADataKeyDoesNotOpenAndNamesNobody() {
    UUID person = UUID.randomUUID();
    inVault(
        """
        insert into vault.data_key (person, custodian, kek_keeper, kek_version, wrapped)
        values (:person, 'hospital-be', 'keystore', 1, 'none')
        """,
        person);
    try {
      assertThat(keys("verify")).isEqualTo(1);
      assertThat(out + err.toString())
          .contains("unreadable: 1")
          .doesNotContain(person.toString(), "hospital");
    } finally {
      inVault("delete from vault.data_key where person = :person", person);
    }
  }

  @Test
  void publicKeysAreThoseOfTheServerAndOnlyThePublicPart() throws Exception {
    assertThat(keys("export-public")).isZero();

    JWKSet exported = JWKSet.parse(out.toString());
    JWKSet served = JWKSet.parse(new Http(port).get("/oauth2/jwks").body());
    assertThat(exported.getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
    assertThat(exported.getKeys()).isEqualTo(served.getKeys());
  }

  /** Neither by name nor by content, to anybody, with a token or without. */
  @Test
  void noManagementEndpointGivesKeysAway() {
    Http http = new Http(port);
    String bearer = http.bearer("integrator");
    String password = new String(place.password().get());
    for (String endpoint :
        List.of("", "/env", "/configprops", "/heapdump", "/threaddump", "/beans", "/loggers")) {
      assertThat(http.get("/actuator" + endpoint).statusCode()).isEqualTo(401);
      var answer = http.get("/actuator" + endpoint, "Authorization", bearer);
      assertThat(answer.statusCode()).as(endpoint).isIn(200, 404);
      assertThat(answer.body()).doesNotContain(password, "keystore");
      assertThat(answer.statusCode() == 200 && !endpoint.isEmpty()).as(endpoint).isFalse();
    }
    assertThat(environment.getProperty("management.endpoint.heapdump.access")).isEqualTo("none");
    assertThat(environment.getProperty("management.endpoint.env.show-values")).isEqualTo("never");
    assertThat(environment.getProperty("management.endpoint.configprops.show-values"))
        .isEqualTo("never");
  }

  private int keys(String command) {
    return KeysCommand.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "keys", command, "--sandbox");
  }

  private long count() {
    return new TransactionTemplate(transactions)
        .execute(
            status -> {
              jdbc.sql("set local role amelie_vault").update();
              return jdbc.sql("select count(*) from vault.data_key").query(Long.class).single();
            });
  }

  private void inVault(String sql, UUID person) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.sql("set local role amelie_vault").update();
              jdbc.sql(sql).param("person", person).update();
            });
  }
}
