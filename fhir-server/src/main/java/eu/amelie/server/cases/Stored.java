/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import org.hl7.fhir.r4.model.Resource;

/**
 * One version of a record as the store holds it.
 *
 * @param resource under internal ids, with the store's version and time in its meta, without
 *     identity
 * @param revision of the identity that belongs to this version
 */
public record Stored(Resource resource, String revision) {
  @Override
  public String toString() {
    return "Stored[" + resource.fhirType() + "]";
  }
}
