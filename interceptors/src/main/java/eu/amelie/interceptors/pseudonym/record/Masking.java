/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Marks what leaves the server with something withheld.
 *
 * <p>Guaranteed: the label stands at most once, and says nothing of how much or what was withheld.
 */
public final class Masking {
  private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
  private static final String PSEUDED = "PSEUDED";

  private Masking() {}

  /** Adds {@code PSEUDED} to the security labels of the resource if anything was withheld. */
  public static void mark(IBaseResource resource, boolean anythingWithheld) {
    if (!anythingWithheld || resource.getMeta().getSecurity(SYSTEM, PSEUDED) != null) {
      return;
    }
    IBaseCoding label = resource.getMeta().addSecurity();
    label.setSystem(SYSTEM);
    label.setCode(PSEUDED);
    label.setDisplay("pseudonymized");
  }
}
