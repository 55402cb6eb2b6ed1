/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * One version of one Consent, read once; immutable and safe to share between threads.
 *
 * <p>Guaranteed: what could not be understood is kept as such, so that permits resting on it never
 * match and denies match as if it were absent. Not guaranteed: that the Consent is one of the
 * exchange's own profile, or whose it is; the custodian is known to the caller only.
 */
public final class CompiledConsent {

  /** Why a Consent, or what it permits, is left out of a decision. */
  public enum Ignored {
    NOT_ACTIVE,
    OTHER_PATIENT,
    OTHER_SCOPE,
    NO_PROVISION,
    OUTSIDE_PERIOD,
    /** Only what it permits is left out. */
    NOT_VERIFIED,
    /** Only what it permits is left out. */
    UNKNOWN_MODIFIER;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Code PATIENT_PRIVACY = new Code(Vocabulary.CONSENT_SCOPE, "patient-privacy");

  private final String id;
  private final String patient;
  private final boolean active;
  private final boolean privacy;
  private final List<Ignored> permitsNothing;
  private final Provision root;
  private final List<Provision> nested;
  private final boolean nestedPermit;
  private final Capture capture;
  private final Set<String> deniedPersons;

  private CompiledConsent(Consent consent) {
    String idPart = consent.getIdElement().getIdPart();
    id = idPart == null ? "" : "Consent/" + idPart;
    patient = References.normal(consent.getPatient());
    active = consent.getStatus() == Consent.ConsentState.ACTIVE;
    privacy = Code.of(List.of(consent.getScope())).contains(PATIENT_PRIVACY);
    permitsNothing = permitsNothing(consent);
    root = consent.hasProvision() ? Provision.root(id, consent.getProvision()) : null;
    nested = nested(id, consent.getProvision(), root);
    nestedPermit = nested.stream().anyMatch(Provision::permit);
    capture = Capture.of(consent);
    deniedPersons =
        consent.getStatus() == Consent.ConsentState.ENTEREDINERROR
            ? Set.of()
            : ConsentParts.deniedPersons(consent);
  }

  private CompiledConsent(CompiledConsent other, List<Ignored> permitsNothing) {
    id = other.id;
    patient = other.patient;
    active = other.active;
    privacy = other.privacy;
    this.permitsNothing = permitsNothing;
    root = other.root;
    nested = other.nested;
    nestedPermit = other.nestedPermit;
    capture = other.capture;
    deniedPersons = other.deniedPersons;
  }

  /**
   * @throws NestedTooDeepException for a provision below a nested one
   */
  public static CompiledConsent compile(Consent consent) {
    return new CompiledConsent(consent);
  }

  private static List<Provision> nested(String id, ProvisionComponent parent, Provision root) {
    List<Provision> provisions = new ArrayList<>();
    for (ProvisionComponent child : parent.getProvision()) {
      if (child.hasProvision()) {
        throw new NestedTooDeepException(provisions.size());
      }
      provisions.add(Provision.nested(id, provisions.size(), child, root));
    }
    return List.copyOf(provisions);
  }

  private static List<Ignored> permitsNothing(Consent consent) {
    List<Ignored> reasons = new ArrayList<>();
    if (consent.hasVerification()
        && consent.getVerification().stream().noneMatch(entry -> entry.getVerified())) {
      reasons.add(Ignored.NOT_VERIFIED);
    }
    if (consent.hasImplicitRules() || Unknowns.hasModifier(consent)) {
      reasons.add(Ignored.UNKNOWN_MODIFIER);
    }
    return List.copyOf(reasons);
  }

  /** {@code Consent/id}, or empty where it has none. */
  public String id() {
    return id;
  }

  /** {@code Patient/id} as it stands there, or empty where it names none. */
  public String patient() {
    return patient;
  }

  /** How it was given. */
  public Capture capture() {
    return capture;
  }

  /** References of the RelatedPersons whom a deny names; none where it was entered in error. */
  public Set<String> deniedPersons() {
    return deniedPersons;
  }

  /** Whether what it permits counts. */
  public boolean isPermitting() {
    return permitsNothing.isEmpty();
  }

  public boolean isActive() {
    return active;
  }

  /** The same, but as not validly captured: what it permits does not count, its denies do. */
  public CompiledConsent permittingNothing() {
    return permitsNothing.isEmpty()
        ? new CompiledConsent(this, List.of(Ignored.NOT_VERIFIED))
        : this;
  }

  /** Whether both say the same to every request about every item, at every time. */
  boolean decidesAs(CompiledConsent other) {
    return patient.equals(other.patient)
        && active == other.active
        && privacy == other.privacy
        && permitsNothing.equals(other.permitsNothing)
        && Objects.equals(root, other.root)
        && nested.equals(other.nested)
        && capture.equals(other.capture)
        && deniedPersons.equals(other.deniedPersons);
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
    return root.isIn(now) ? Optional.empty() : Optional.of(Ignored.OUTSIDE_PERIOD);
  }

  /** Why what it permits does not count though its denies do; empty where both count. */
  List<Ignored> permitsNothing() {
    return permitsNothing;
  }

  Provision root() {
    return root;
  }

  List<Provision> nested() {
    return nested;
  }

  /**
   * A root deny that is no more than the ground its exceptions stand on: it has some, and says of
   * nobody and nothing that it is meant for them in particular.
   */
  boolean isOptIn() {
    return nestedPermit && !root.statesScope();
  }
}
