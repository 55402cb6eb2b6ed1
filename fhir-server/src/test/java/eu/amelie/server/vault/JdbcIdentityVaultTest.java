/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.testing.ExchangeServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExchangeServer
class JdbcIdentityVaultTest {
  private static final IdentityElement NAME =
      new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Fictional-Needle\"}");
  private static final IdentityElement PHONE =
      new IdentityElement("telecom[0^0]", IdentityLabel.DEMO, "{\"value\":\"000-needle\"}");

  @Autowired private IdentityVault vault;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  private final VaultAddress address = address("hospital-be");

  @Test
  void givesBackWhatWasPutUnderTheLabelsAskedForAndNothingElse() {
    inTransaction(() -> vault.put(address, List.of(NAME, PHONE)));

    assertThat(fetch(address, Set.of(IdentityLabel.IDS))).containsExactly(NAME);
    assertThat(fetch(address, Set.of(IdentityLabel.IDS, IdentityLabel.DEMO)))
        .containsExactlyInAnyOrder(NAME, PHONE);
    assertThat(fetch(address, Set.of(IdentityLabel.TEXT))).isEmpty();
    assertThat(fetch(address("hospital-gr"), Set.of(IdentityLabel.IDS))).isEmpty();
  }

  @Test
  void storesNothingInClear() {
    inTransaction(() -> vault.put(address, List.of(NAME, PHONE)));

    byte[] sealed =
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  jdbc.sql("set local role amelie_vault").update();
                  return jdbc.sql(
                          "select sealed from vault.element where item = :i and label = 'IDS'")
                      .param("i", address.item())
                      .query(byte[].class)
                      .single();
                });
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Needle");
  }

  @Test
  void movedCiphertextGivesNothingRatherThanAnothersIdentity() {
    VaultAddress other = address("hospital-be");
    inTransaction(() -> vault.put(address, List.of(NAME)));
    inTransaction(
        () -> {
          vault.put(other, List.of(PHONE, NAME));
          jdbc.sql("set local role amelie_vault").update();
          jdbc.sql(
                  """
                  update vault.element set sealed =
                      (select sealed from vault.element where item = :from and label = 'IDS')
                   where item = :to and label = 'IDS'
                  """)
              .param("from", address.item())
              .param("to", other.item())
              .update();
        });

    assertThatThrownBy(() -> fetch(other, Set.of(IdentityLabel.IDS, IdentityLabel.DEMO)))
        .isInstanceOf(IdentityUnavailableException.class);
    assertThat(fetch(address, Set.of(IdentityLabel.IDS))).containsExactly(NAME);
  }

  @Test
  void worksInATransactionOnlyAndGivesTheRoleBack() {
    assertThatThrownBy(() -> vault.fetch(address, Set.of(IdentityLabel.IDS)))
        .isInstanceOf(IdentityUnavailableException.class);
    inTransaction(
        () -> {
          vault.put(address, List.of(NAME));
          assertThat(jdbc.sql("select current_user").query(String.class).single())
              .isNotEqualTo("amelie_vault");
        });
  }

  private List<IdentityElement> fetch(VaultAddress from, Set<IdentityLabel> labels) {
    return new TransactionTemplate(transactions).execute(status -> vault.fetch(from, labels));
  }

  private void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }

  private static VaultAddress address(String custodian) {
    String person = UUID.randomUUID().toString();
    return new VaultAddress("Patient/" + person, person, custodian, UUID.randomUUID().toString());
  }
}
