/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import eu.amelie.interceptors.consent.Capture;
import eu.amelie.interceptors.consent.CompiledConsent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who can consent for whom (consent.md, sections 8 and 9).
 *
 * <p>Guaranteed: for a person under 18 no Consent is taken without a guardian or a decision in the
 * best interest, and for an adult none with one; a guardian whom any Consent about the person
 * denies is nobody, whoever keeps that Consent and whatever has become of it, and so is one who is
 * not named while somebody is denied. A refusal reads the same whatever its ground, since a Consent
 * that denies may be hidden from whom it refuses. Not guaranteed: that who is named as a guardian
 * is one in law; that the same guardian is known under the records of two custodians.
 */
public final class CaptureRules {
  private static final String MINOR =
      "For a person who is or may be under 18, consent is captured from a guardian who can give it"
          + " or in the best interest.";

  private CaptureRules() {}

  /** Why nobody can consent in this way for this person, in words of ours; empty where it holds. */
  public static Optional<String> refusal(Standing standing, Capture capture, Set<String> nobodies) {
    if (isByNobody(capture, nobodies)) {
      return Optional.of(MINOR);
    }
    return switch (standing) {
      case MINOR ->
          capture.byGuardian() || capture.inBestInterest() ? Optional.empty() : Optional.of(MINOR);
      case ADULT ->
          capture.isForMinor()
              ? Optional.of("An adult consents alone: nobody else can, and not as a minor.")
              : Optional.empty();
      case UNSTATED -> Optional.empty();
    };
  }

  /** Persons whom any of these Consents denies: none of them can consent as a guardian. */
  public static Set<String> nobodies(Collection<CompiledConsent> consents) {
    Set<String> nobodies = new HashSet<>();
    consents.forEach(consent -> nobodies.addAll(consent.deniedPersons()));
    return nobodies;
  }

  private static boolean isByNobody(Capture capture, Set<String> nobodies) {
    return capture.byGuardian()
        && !capture.inBestInterest()
        && !nobodies.isEmpty()
        && (capture.guardians().isEmpty() || nobodies.containsAll(capture.guardians()));
  }

  /**
   * The Consents of one custodian about one person as they count: what was not validly captured, or
   * was for a minor who is none any longer, permits nothing; its denies still count.
   *
   * @param nobodies whom any Consent about the person denies, whoever keeps it
   */
  public static List<CompiledConsent> counting(
      List<CompiledConsent> consents, Standing standing, Set<String> nobodies) {
    return consents.stream()
        .map(
            consent ->
                hasEnded(consent.capture(), standing) || isByNobody(consent.capture(), nobodies)
                    ? consent.permittingNothing()
                    : consent)
        .toList();
  }

  /** What others consented to for a minor ends when she is none any longer. */
  public static boolean hasEnded(Capture capture, Standing standing) {
    return standing == Standing.ADULT && capture.isForMinor();
  }

  /** Whether a guardian's word is enough to take back what was permitted for this person. */
  public static Optional<String> refusalOfGuardianWithdrawal(
      Standing standing, Collection<Capture> recorded) {
    if (standing == Standing.ADULT) {
      return Optional.of("An adult takes back what she permitted: nobody does it for her.");
    }
    return recorded.stream().anyMatch(Capture::inBestInterest)
        ? Optional.empty()
        : Optional.of("A guardian's withdrawal needs a record of the person's best interest.");
  }
}
