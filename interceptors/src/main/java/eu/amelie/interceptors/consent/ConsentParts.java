/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** What can be read out of, shown of and taken back in a Consent, actor by actor. */
public final class ConsentParts {
  private static final String ORGANIZATION = "Organization/";
  private static final int DAY_LENGTH = 10;
  private static final Set<String> CAPTURE_PARTS =
      Set.of("method", "language", "textVersion", "check");

  private ConsentParts() {}

  /** Ids of the organisations that any provision names. */
  public static Set<String> organisations(Consent consent) {
    Set<String> named = new HashSet<>();
    collect(consent.getProvision(), named);
    return named;
  }

  /** Ids of the organisations that its permits name. */
  public static Set<String> permitted(Consent consent) {
    Set<String> named = new HashSet<>();
    permits(consent).forEach(permit -> collect(permit, named));
    return named;
  }

  /** References of those whom its permits name: to all others the Consent is not there. */
  static Set<String> recipients(Consent consent) {
    Set<String> named = new HashSet<>();
    permits(consent)
        .forEach(
            permit ->
                permit
                    .getActor()
                    .forEach(actor -> named.add(References.normal(actor.getReference()))));
    named.remove("");
    return named;
  }

  private static void collect(ProvisionComponent provision, Set<String> named) {
    provision.getActor().stream()
        .map(actor -> References.normal(actor.getReference()))
        .filter(reference -> reference.startsWith(ORGANIZATION))
        .map(reference -> reference.substring(ORGANIZATION.length()))
        .forEach(named::add);
    provision.getProvision().forEach(nested -> collect(nested, named));
  }

  /** References of the RelatedPersons whom a nested deny, or a root that is a refusal, names. */
  static Set<String> deniedPersons(Consent consent) {
    Set<String> denied = new HashSet<>();
    collectDenied(consent.getProvision(), denied);
    consent.getProvision().getProvision().forEach(nested -> collectDenied(nested, denied));
    return Set.copyOf(denied);
  }

  private static void collectDenied(ProvisionComponent provision, Set<String> denied) {
    if (provision.getType() == ConsentProvisionType.PERMIT) {
      return;
    }
    provision.getActor().stream()
        .map(actor -> References.normal(actor.getReference()))
        .filter(reference -> reference.startsWith("RelatedPerson/"))
        .forEach(denied::add);
  }

  /**
   * Leaves, of a Consent about to be shown to a recipient, only the permits that name it, and it
   * alone in them; not even how many others there were. Of the root stays that it is one and when
   * it ends: what it says of others, of items or of purposes stays only in the permits that take it
   * from there. Changes the Consent in place.
   *
   * @param keeper reference of its custodian, the only organisation beside the recipient that stays
   */
  public static void keepOnly(Consent consent, String organization, String keeper) {
    ProvisionComponent root = consent.getProvision();
    ProvisionComponent shown = new ProvisionComponent();
    shown.setType(root.getType());
    shown.setPeriod(root.hasPeriod() ? root.getPeriod() : null);
    for (ProvisionComponent permit : permits(consent)) {
      if (names(permit, organization)) {
        permit
            .getActor()
            .removeIf(actor -> !organization.equals(References.normal(actor.getReference())));
        inherit(root, permit);
        shown.addProvision(permit);
      }
    }
    consent.setProvision(shown);
    consent.setExtension(null);
    consent.getPerformer().removeIf(ConsentParts::isOrganisationOrStaff);
    consent.getOrganization().removeIf(one -> !keeper.equals(References.normal(one)));
    // A time of day is one that two recipients would share.
    consent.setVerification(null);
    if (consent.hasDateTime()) {
      String day = consent.getDateTimeElement().getValueAsString();
      consent.setDateTimeElement(
          new DateTimeType(day.substring(0, Math.min(DAY_LENGTH, day.length()))));
    }
  }

  /** What a nested permit takes from the root (consent.md, section 3, nesting). */
  private static void inherit(ProvisionComponent root, ProvisionComponent permit) {
    ProvisionComponent from = root.copy();
    if (!permit.hasPurpose()) {
      permit.setPurpose(from.getPurpose());
    }
    if (!permit.hasAction()) {
      permit.setAction(from.getAction());
    }
    if (!ItemScope.of(permit).isStated()) {
      permit.setClass_(from.getClass_());
      permit.setCode(from.getCode());
      // Beside its own of identity, which narrow nothing.
      from.getSecurityLabel().forEach(permit::addSecurityLabel);
      permit.setDataPeriod(from.hasDataPeriod() ? from.getDataPeriod() : null);
      permit.setData(from.getData());
    }
  }

  private static boolean isOrganisationOrStaff(Reference performer) {
    String named = References.normal(performer);
    return !named.startsWith("Patient/") && !named.startsWith("RelatedPerson/");
  }

  /**
   * How consent was asked for and given, without who asked: in codes, for a coordinator who is to
   * take over and has to be able to show it (GDPR art. 7 (1)). Call before {@link #keepOnly}.
   */
  public static List<Extension> captureWithoutPeople(Consent consent) {
    List<Extension> kept = new ArrayList<>();
    for (Extension capture : consent.getExtensionsByUrl(Capture.EXTENSION)) {
      Extension shown = new Extension(Capture.EXTENSION);
      capture.getExtension().stream()
          .filter(part -> CAPTURE_PARTS.contains(part.getUrl()))
          .flatMap(part -> codes(part.getValue()).map(code -> new Extension(part.getUrl(), code)))
          .forEach(shown::addExtension);
      kept.add(shown);
    }
    return kept;
  }

  /** Built anew: whatever was written beside a code stays out. */
  private static Stream<Type> codes(Type value) {
    if (value instanceof CodeableConcept concept) {
      CodeableConcept codes = new CodeableConcept();
      concept
          .getCoding()
          .forEach(one -> codes.addCoding(new Coding(one.getSystem(), one.getCode(), null)));
      return Stream.of(codes);
    }
    return value instanceof CodeType code ? Stream.of(new CodeType(code.getValue())) : Stream.of();
  }

  private static boolean names(ProvisionComponent provision, String organization) {
    return provision.getActor().stream()
        .anyMatch(actor -> organization.equals(References.normal(actor.getReference())));
  }

  /**
   * Takes back what is permitted to these organisations, or all where none is named. A permit that
   * no actor is left in goes; a Consent that nothing is left in becomes inactive.
   *
   * <p>Denies stay, and stay in force: where the last permit goes and something is still denied,
   * the custodian takes the place of those whom it named. It needs no Consent for what it
   * submitted, so that nothing is released by that; without any permit the opt-in form would be a
   * refusal of everything to everybody (consent.md, section 4). Idempotent; changes the Consent in
   * place.
   *
   * @param keeper reference of the Consent's custodian
   * @return whether anything was changed
   */
  public static boolean withdraw(Consent consent, Set<String> organizations, String keeper) {
    if (consent.getStatus() != ConsentState.ACTIVE) {
      return false;
    }
    if (organizations.isEmpty()) {
      consent.setStatus(ConsentState.INACTIVE);
      return true;
    }
    Optional<ProvisionComponent> first =
        permits(consent).stream().findFirst().map(ProvisionComponent::copy);
    boolean changed = false;
    for (ProvisionComponent provision : permits(consent)) {
      changed |=
          provision
              .getActor()
              .removeIf(actor -> organizations.contains(References.normal(actor.getReference())));
    }
    ProvisionComponent root = consent.getProvision();
    root.getProvision()
        .removeIf(
            provision ->
                provision.getType() == ConsentProvisionType.PERMIT && !provision.hasActor());
    if (changed && permits(consent).isEmpty()) {
      if (root.hasProvision() || isTargeted(root)) {
        root.addProvision(forKeeper(first.orElseThrow(), keeper));
      } else {
        consent.setStatus(ConsentState.INACTIVE);
      }
    }
    return changed;
  }

  /** A root deny that says whom or what it is about denies that beside any permit. */
  private static boolean isTargeted(ProvisionComponent root) {
    return RequestScope.of(root).isStated()
        || ItemScope.of(root).isStated()
        || root.hasSecurityLabel();
  }

  private static ProvisionComponent forKeeper(ProvisionComponent permit, String keeper) {
    permit.setActor(new ArrayList<>(permit.getActor().subList(0, 1)));
    permit.getActorFirstRep().setReference(new Reference(keeper));
    return permit;
  }

  /** The instants at which the passing of time alone changes what the Consent says. */
  public static Set<Instant> boundaries(Consent consent) {
    Set<Instant> instants = new TreeSet<>();
    addBoundaries(consent.getProvision(), instants);
    consent.getProvision().getProvision().forEach(nested -> addBoundaries(nested, instants));
    return instants;
  }

  /** The last day of the period, in UTC; empty where it is open. */
  public static Optional<LocalDate> lastDay(Consent consent) {
    return lastDay(consent.getProvision());
  }

  /** The last day of a provision's own period, in UTC; empty where it is open. */
  public static Optional<LocalDate> lastDay(ProvisionComponent provision) {
    Instant end = Span.of(provision.getPeriod()).to();
    return end.equals(Instant.MAX)
        ? Optional.empty()
        : Optional.of(LocalDate.ofInstant(end, ZoneOffset.UTC));
  }

  /** Whether a provision's own period is over. */
  public static boolean hasEnded(ProvisionComponent provision, Instant now) {
    return Span.of(provision.getPeriod()).to().isBefore(now);
  }

  /** Whether it is active and its period has begun and not ended. */
  public static boolean isInForce(Consent consent, Instant now) {
    return consent.getStatus() == ConsentState.ACTIVE
        && Span.of(consent.getProvision().getPeriod()).contains(now);
  }

  private static void addBoundaries(ProvisionComponent provision, Set<Instant> instants) {
    Span span = Span.of(provision.getPeriod());
    if (!span.from().equals(Instant.MIN)) {
      instants.add(span.from());
    }
    if (!span.to().equals(Instant.MAX)) {
      // The bound itself is still inside.
      instants.add(span.to().plusNanos(1));
    }
  }

  private static List<ProvisionComponent> permits(Consent consent) {
    return consent.getProvision().getProvision().stream()
        .filter(provision -> provision.getType() == ConsentProvisionType.PERMIT)
        .toList();
  }
}
