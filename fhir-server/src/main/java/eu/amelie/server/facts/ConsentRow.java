/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.UUID;

/**
 * A stored Consent, any status.
 *
 * @param body the record (no identity) as FHIR JSON
 */
public record ConsentRow(UUID id, long version, String custodian, String body) {}
