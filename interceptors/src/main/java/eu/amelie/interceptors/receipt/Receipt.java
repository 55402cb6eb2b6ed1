/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.receipt;

import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.consent.SafeContact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * What a receipt says.
 *
 * <p>Guaranteed: no name of the person, no id, no deny and nobody who is denied, no purpose; no
 * organisation unless paper was said to be safe and no safe-contact rule speaks against it, not
 * even how many there are. Not guaranteed: that what is listed still lets anybody see anything;
 * that is decided at each access.
 *
 * @param parts who is shown what, but for what has ended; empty for a refusal, and where nothing is
 *     in force
 * @param until the last day; empty where nothing is in force
 */
public record Receipt(State state, List<Part> parts, Optional<LocalDate> until) {

  /** What became of what was said. */
  public enum State {
    IN_FORCE,
    REFUSAL,
    /** Ended, taken back, not yet begun, or not counting. */
    NOT_IN_FORCE
  }

  /**
   * @param recipients ids of organisations; empty where they are not named
   * @param until the last day of this part, where that is earlier than the last of all
   */
  public record Part(Set<String> recipients, Set<Shared> shared, Optional<LocalDate> until) {
    public Part {
      recipients = new TreeSet<>(recipients);
    }
  }

  private record Heading(Set<String> recipients, Optional<LocalDate> until) {}

  private static final Receipt NOTHING =
      new Receipt(State.NOT_IN_FORCE, List.of(), Optional.empty());
  private static final String ORGANIZATION = "Organization/";
  private static final Set<String> NO_PAPER = Set.of("post-not-safe");
  private static final String IDENTITY_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String TEXT_SYSTEM =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-label";

  /**
   * @param counts whether what it permits counts at all today
   * @param named whether the organisations may be named, see {@link #mayName}
   */
  public static Receipt of(Consent consent, boolean counts, boolean named, Instant now) {
    if (!counts || !ConsentParts.isInForce(consent, now)) {
      return NOTHING;
    }
    Optional<LocalDate> until = ConsentParts.lastDay(consent);
    List<ProvisionComponent> permits =
        consent.getProvision().getProvision().stream()
            .filter(provision -> provision.getType() == ConsentProvisionType.PERMIT)
            .toList();
    if (permits.isEmpty()) {
      return new Receipt(State.REFUSAL, List.of(), until);
    }
    List<Part> parts =
        parts(
            permits.stream().filter(permit -> !ConsentParts.hasEnded(permit, now)).toList(),
            named,
            until);
    return parts.isEmpty() ? NOTHING : new Receipt(State.IN_FORCE, parts, until);
  }

  /**
   * Whether a paper may name who receives something: only where it was said that paper is safe, and
   * where what is recorded of safe contact does not say, or leave open, that it is not.
   *
   * @param rules codes of {@code sc-contact}
   */
  public static boolean mayName(boolean paperSafe, Collection<String> rules) {
    return paperSafe && SafeContact.mayReach(rules) && rules.stream().noneMatch(NO_PAPER::contains);
  }

  private static List<Part> parts(
      List<ProvisionComponent> permits, boolean named, Optional<LocalDate> until) {
    Map<Heading, Set<Shared>> byHeading = new LinkedHashMap<>();
    for (ProvisionComponent permit : permits) {
      Heading heading =
          new Heading(
              named ? organisations(permit) : Set.of(),
              ConsentParts.lastDay(permit)
                  .filter(own -> until.map(last -> own.isBefore(last)).orElse(true)));
      byHeading
          .computeIfAbsent(heading, ignored -> EnumSet.noneOf(Shared.class))
          .addAll(shared(permit));
    }
    List<Part> parts = new ArrayList<>();
    byHeading.forEach(
        (heading, shared) -> parts.add(new Part(heading.recipients(), shared, heading.until())));
    return parts;
  }

  private static Set<String> organisations(ProvisionComponent permit) {
    Set<String> organisations = new TreeSet<>();
    permit.getActor().stream()
        .map(actor -> actor.getReference().getReference())
        .filter(reference -> reference != null && reference.startsWith(ORGANIZATION))
        .map(reference -> reference.substring(ORGANIZATION.length()))
        .forEach(organisations::add);
    return organisations;
  }

  private static Set<Shared> shared(ProvisionComponent permit) {
    Set<Shared> shared = EnumSet.noneOf(Shared.class);
    permit.getClass_().stream().map(Coding::getCode).map(Shared::ofClass).forEach(shared::add);
    for (Coding label : permit.getSecurityLabel()) {
      boolean identity =
          IDENTITY_SYSTEM.equals(label.getSystem()) || TEXT_SYSTEM.equals(label.getSystem());
      shared.add(identity ? Shared.ofLabel(label.getCode()) : Shared.SOME_NOTES);
    }
    return shared;
  }
}
