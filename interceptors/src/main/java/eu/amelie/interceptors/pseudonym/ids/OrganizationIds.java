/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import java.util.UUID;

/**
 * The ids each organisation sees: {@code AES-256(K_org, uuid)}, one block, with {@code K_org} by
 * HKDF-SHA256 from the master key and info {@code sc-id|organisation}. Thread-safe.
 *
 * <p>Guaranteed: a bijection per organisation; without the master key the ids of two organisations
 * cannot be linked, nor an id turned back. Not guaranteed: that an inward id exists; every foreign
 * or guessed id turns into <em>some</em> UUID, and absence comes from the look-up.
 */
public final class OrganizationIds {
  private final OrganizationPermutation permutation;

  /** Copies the key, which must have 32 bytes. */
  public OrganizationIds(byte[] masterKey) {
    this.permutation = new OrganizationPermutation(masterKey, "sc-id");
  }

  /** The id under which the organisation sees the resource with this internal id. */
  public UUID outward(String organization, UUID internal) {
    return permutation.forward(organization, internal);
  }

  /** The internal id that the organisation means by this one. */
  public UUID inward(String organization, UUID external) {
    return permutation.back(organization, external);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "OrganizationIds[redacted]";
  }
}
