/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;

/** One version of one Consent, read once; immutable and safe to share between threads. */
public final class CompiledConsent {

  /** Why a Consent, or what it permits, is left out of a decision. */
  public enum Ignored {
    NOT_ACTIVE,
    OTHER_PATIENT,
    OTHER_SCOPE,
    NO_PROVISION,
    OUTSIDE_PERIOD,
    NOT_VERIFIED,
    UNKNOWN_MODIFIER;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final String id;
  private final boolean active;
  private final String patient;
  private final boolean privacy;
  private final boolean unverified;
  private final boolean unknownModifier;
  private final Provision root;
  private final List<Provision> nested;

  private CompiledConsent(Consent consent) {
    String idPart = consent.getIdElement().getIdPart();
    id = idPart == null ? "" : "Consent/" + idPart;
    active = consent.getStatus() == Consent.ConsentState.ACTIVE;
    patient = References.normal(consent.getPatient());
    privacy =
        consent.getScope().getCoding().stream()
            .map(Code::of)
            .anyMatch(new Code(Vocabulary.CONSENT_SCOPE, "patient-privacy")::equals);
    unverified =
        consent.hasVerification()
            && consent.getVerification().stream().noneMatch(v -> v.getVerified());
    unknownModifier = consent.hasImplicitRules() || hasModifier(consent);
    root = consent.hasProvision() ? Provision.root(consent.getProvision()) : null;
    nested = nested(consent.getProvision(), root);
  }

  /**
   * @throws NestedTooDeepException for a provision below a nested one
   */
  public static CompiledConsent compile(Consent consent) {
    return new CompiledConsent(consent);
  }

  private static List<Provision> nested(ProvisionComponent parent, Provision root) {
    List<Provision> provisions = new ArrayList<>();
    for (ProvisionComponent child : parent.getProvision()) {
      if (child.hasProvision()) {
        throw new NestedTooDeepException();
      }
      provisions.add(Provision.nested(provisions.size(), child, root));
    }
    return List.copyOf(provisions);
  }

  private static boolean hasModifier(Base element) {
    if (element instanceof DomainResource resource && resource.hasModifierExtension()) {
      return true;
    }
    if (element instanceof BackboneElement backbone && backbone.hasModifierExtension()) {
      return true;
    }
    for (Property property : element.children()) {
      for (Base child : property.getValues()) {
        if (hasModifier(child)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code Consent/id}, or empty where it has none. */
  public String id() {
    return id;
  }

  /** Why it does not count at all for this item at this time; empty where it does. */
  Optional<Ignored> ignored(Item item, Instant now) {
    if (!active) {
      return Optional.of(Ignored.NOT_ACTIVE);
    }
    if (patient.isEmpty() || !patient.equals(item.patient())) {
      return Optional.of(Ignored.OTHER_PATIENT);
    }
    if (!privacy) {
      return Optional.of(Ignored.OTHER_SCOPE);
    }
    if (root == null) {
      return Optional.of(Ignored.NO_PROVISION);
    }
    return root.period().contains(now) ? Optional.empty() : Optional.of(Ignored.OUTSIDE_PERIOD);
  }

  /** Why what it permits does not count though its denies do; empty where both count. */
  Optional<Ignored> permitsNothing() {
    if (unknownModifier) {
      return Optional.of(Ignored.UNKNOWN_MODIFIER);
    }
    return unverified ? Optional.of(Ignored.NOT_VERIFIED) : Optional.empty();
  }

  Provision root() {
    return root;
  }

  List<Provision> nested() {
    return nested;
  }

  boolean hasNestedPermit() {
    return nested.stream().anyMatch(Provision::permit);
  }
}
