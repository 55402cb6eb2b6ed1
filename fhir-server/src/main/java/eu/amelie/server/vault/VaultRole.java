/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes on the vault's database role for one piece of work inside the caller's transaction. */
class VaultRole {
  private final JdbcClient jdbc;

  VaultRole(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * After a failure the role is still taken on; the transaction is then good for a rollback only,
   * which gives it back.
   */
  <T> T during(Supplier<T> work) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IdentityUnavailableException("The vault works inside a transaction only");
    }
    jdbc.sql("set local role amelie_vault").update();
    T result = work.get();
    jdbc.sql("reset role").update();
    return result;
  }
}
