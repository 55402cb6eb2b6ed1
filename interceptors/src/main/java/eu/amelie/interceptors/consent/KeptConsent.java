/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.IdType;

/**
 * What has to hold of a Consent before it is kept: decisions are made of the record, from which
 * identity was taken, and of labels that the exchange gives by itself. What gets lost on that way
 * would permit more, or deny less, than the person has said.
 */
public final class KeptConsent {
  private static final Set<String> NEVER_ASKING =
      Set.of("CareTeam", "Device", "Practitioner", "PractitionerRole");

  private KeptConsent() {}

  /**
   * Whether the record decides as what was sent does, for any request about any item; under which
   * id it stands does not matter. An identifier beside the reference of an actor does not either:
   * the exchange asks for organisations by reference.
   *
   * @throws NestedTooDeepException for a provision below a nested one
   */
  public static boolean saysTheSame(Consent sent, Consent record) {
    return CompiledConsent.compile(bare(sent)).decidesAs(CompiledConsent.compile(bare(record)));
  }

  private static Consent bare(Consent consent) {
    Consent bare = consent.copy();
    bare.setId((String) null);
    dropIdentifiers(bare.getProvision());
    bare.getProvision().getProvision().forEach(KeptConsent::dropIdentifiers);
    return bare;
  }

  private static void dropIdentifiers(ProvisionComponent provision) {
    provision.getActor().stream()
        .map(provisionActorComponent::getReference)
        .filter(reference -> reference.hasReference())
        .forEach(reference -> reference.setIdentifier(null));
  }

  /**
   * Whether a deny goes by a label or a profile that no stored item has, by actions none of which
   * is ever asked for, or to people and devices alone, as which nobody asks, so that it would be on
   * record and deny nothing.
   *
   * @param isGiven whether the exchange gives stored items the profile with this canonical
   */
  public static boolean deniesInVain(Consent consent, Predicate<String> isGiven) {
    return Stream.concat(
            Stream.of(consent.getProvision()), consent.getProvision().getProvision().stream())
        .filter(provision -> provision.getType() != ConsentProvisionType.PERMIT)
        .anyMatch(deny -> isInVain(deny, isGiven));
  }

  private static boolean isInVain(ProvisionComponent deny, Predicate<String> isGiven) {
    boolean label =
        deny.getSecurityLabel().stream()
            .filter(one -> IdentityLabel.of(one).isEmpty())
            .anyMatch(one -> !SensitivityLabels.mayBear(Code.of(one)));
    boolean action =
        deny.hasAction() && !Code.of(deny.getAction()).contains(DecisionRequest.ACCESS);
    boolean nobody = deny.hasActor() && deny.getActor().stream().allMatch(KeptConsent::neverAsks);
    return label
        || action
        || nobody
        || Classes.profilesIn(deny.getClass_()).anyMatch(isGiven.negate());
  }

  private static boolean neverAsks(provisionActorComponent actor) {
    return NEVER_ASKING.contains(
        new IdType(References.normal(actor.getReference())).getResourceType());
  }
}
