/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/**
 * What has to hold of a Consent before it is kept: decisions are made of the record, from which
 * identity was taken, and of labels that the exchange gives by itself. What gets lost on that way
 * would permit more, or deny less, than the person has said.
 */
public final class KeptConsent {
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
   * Whether a deny goes by a label that no stored item bears, so that it would be on record and
   * deny nothing.
   */
  public static boolean deniesInVain(Consent consent) {
    return deniesInVain(consent.getProvision())
        || consent.getProvision().getProvision().stream().anyMatch(KeptConsent::deniesInVain);
  }

  private static boolean deniesInVain(ProvisionComponent provision) {
    return provision.getType() != ConsentProvisionType.PERMIT
        && provision.getSecurityLabel().stream()
            .filter(label -> IdentityLabel.of(label).isEmpty())
            .anyMatch(label -> !SensitivityLabels.mayBear(Code.of(label)));
  }
}
