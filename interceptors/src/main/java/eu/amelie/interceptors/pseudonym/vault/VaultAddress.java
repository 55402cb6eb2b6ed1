/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import java.util.Objects;

/**
 * Where identity elements belong. Every part is bound into the ciphertext, so that none can be
 * moved.
 *
 * @param item internal type and id of the resource, as {@code Patient/…}
 * @param person internal id of the person the resource is about
 * @param custodian id of the organisation that submitted it
 * @param revision of the vault, new with every write of the resource
 */
public record VaultAddress(String item, String person, String custodian, String revision) {
  public VaultAddress {
    Objects.requireNonNull(item);
    Objects.requireNonNull(person);
    Objects.requireNonNull(custodian);
    Objects.requireNonNull(revision);
  }

  /** Whose data key seals what is kept here. */
  public DataKeyOwner owner() {
    return new DataKeyOwner(person, custodian);
  }
}
