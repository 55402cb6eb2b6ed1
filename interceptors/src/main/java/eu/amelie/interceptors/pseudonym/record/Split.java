/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * A resource taken apart.
 *
 * @param record what the clinical store may hold; shares nothing with the input
 * @param identity what must go to the vault
 */
public record Split(IBaseResource record, List<IdentityElement> identity) {
  public Split {
    identity = List.copyOf(identity);
  }

  /** Shows no content: neither part may reach a log. */
  @Override
  public String toString() {
    return "Split[" + record.fhirType() + ", " + identity.size() + " elements]";
  }
}
