/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.server.cases.IdDoor;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;

/** What it takes to let coordinators act on a case, and to follow it into their ids. */
public final class Coordination {
  /** The permit of the shipped Consent without identity, by its place in it. */
  public static final int CASE = 0;

  /** The one with identity. */
  public static final int IDENTITY = 1;

  private static final String STATUS_REASON =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason";

  private Coordination() {}

  /**
   * Permits an organisation what the shipped Consent permits the shelter.
   *
   * @param model {@link #CASE} or {@link #IDENTITY}
   */
  public static void permit(Bundle bundle, int model, String organisation, String purpose) {
    Consent consent = Referrals.one(bundle, Consent.class);
    ProvisionComponent permit = consent.getProvision().getProvision().get(model).copy();
    permit.getActorFirstRep().setReference(new Reference("Organization/" + organisation));
    permit.getPurposeFirstRep().setCode(purpose);
    consent.getProvision().addProvision(permit);
  }

  /** The input of {@code $transfer-abroad}. */
  public static Parameters to(String coordinator) {
    Parameters input = new Parameters();
    input
        .addParameter()
        .setName("coordinator")
        .setValue(new Reference("Organization/" + coordinator));
    return input;
  }

  public static CodeableConcept reason(String code) {
    return new CodeableConcept(new Coding(STATUS_REASON, code, null));
  }

  /** Another organisation's id of what one organisation knows by an id of its own. */
  public static String seenBy(IdDoor door, String other, String one, String id) {
    return door.outward(caller(other), door.inward(caller(one), id));
  }

  /** Ids depend on the organisation alone. */
  public static Caller caller(String organisation) {
    return new Caller(
        organisation,
        organisation,
        Role.COORDINATOR,
        "BE",
        Set.of(Purpose.of("sc-coordination")),
        Set.of(),
        false);
  }
}
