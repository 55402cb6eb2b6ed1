/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The vault as a whole, for a sandbox that begins anew. */
@Component
public class WholeVault {
  private final VaultAccess access;
  private final VaultEntries entries;

  WholeVault(VaultAccess access, JdbcClient record) {
    this.access = access;
    this.entries = new VaultEntries(record);
  }

  /** Everybody's identity is gone. Takes part in the caller's transaction. */
  public void clear() {
    access.during(
        () -> {
          access.jdbc().sql("delete from vault.element").update();
          return access.jdbc().sql("delete from vault.data_key").update();
        });
    entries.clear();
  }
}
