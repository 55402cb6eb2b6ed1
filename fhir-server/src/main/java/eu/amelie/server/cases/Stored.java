/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.consent.ItemSense;
import org.hl7.fhir.r4.model.Resource;

/**
 * One version of a record as the store holds it.
 *
 * @param resource under internal ids, with the store's version and time in its meta, without
 *     identity
 * @param revision of the identity that belongs to this version
 * @param sense what decisions have to know of the whole
 */
public record Stored(Resource resource, String revision, ItemSense sense) {
  @Override
  public String toString() {
    return "Stored[" + resource.fhirType() + "]";
  }
}
