/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.UUID;

/**
 * One stored item of a case.
 *
 * @param id the internal id; never leaves the server
 * @param type FHIR resource type
 * @param person internal id of the Patient the item is about
 * @param custodian id of the Organization that submitted it
 * @param revision changes with every write, also one that touches identity alone
 * @param version the version number of the record
 */
public record CaseItem(
    UUID id, String type, UUID person, String custodian, UUID revision, long version) {

  /** Custodian of what the exchange itself puts on record; no organisation has this id. */
  public static final String EXCHANGE = "*exchange";

  /** Whether it is for the parties of a Task alone, whatever a Consent says. */
  public boolean isOfParties() {
    return isStep() || type.equals("Communication");
  }

  /** Whether this is what the exchange has put on record of a Task's step. */
  public boolean isStep() {
    return type.equals("Provenance") && custodian.equals(EXCHANGE);
  }
}
