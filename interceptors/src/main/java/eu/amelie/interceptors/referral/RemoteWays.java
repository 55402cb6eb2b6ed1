/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.consent.SafeContact;
import java.util.Map;
import java.util.Set;

/**
 * Which ways of support from a distance (codes of {@code sc-mode}) the recorded rules of contact
 * (codes of {@code sc-contact}) call safe, by their definitions.
 *
 * <p>Guaranteed: a way that is not listed is never safe; one that is needs a rule that names it,
 * and no rule that excludes it, in the words of {@link SafeContact#mayReach} as well. A rule that
 * only says how contact is made (a code word, an interpreter), or speaks of a way that is no way of
 * support (e-mail, letters), names none. Contact through somebody else excludes all of them.
 */
final class RemoteWays {

  /**
   * @param named by each of these rules
   * @param excluded by each of these, whatever else is recorded
   */
  private record Way(Set<String> named, Set<String> excluded) {}

  private static final Set<String> CALLS = Set.of("phone-time-window", "call-no-voicemail");
  private static final Set<String> NO_CALLS =
      Set.of("via-referrer", "via-trusted-person", "in-person-only", "text-neutral-only");
  private static final Set<String> NO_TEXTS =
      Set.of("via-referrer", "via-trusted-person", "in-person-only", "call-no-voicemail");

  private static final Map<String, Way> WAYS =
      Map.of(
          "phone", new Way(CALLS, NO_CALLS),
          "video", new Way(CALLS, NO_CALLS),
          "hybrid", new Way(CALLS, NO_CALLS),
          "chat", new Way(Set.of("text-neutral-only"), NO_TEXTS));

  private RemoteWays() {}

  static boolean areSafe(String mode, Set<String> rules) {
    Way way = WAYS.get(mode);
    return way != null
        && SafeContact.mayReach(rules)
        && rules.stream().anyMatch(way.named()::contains)
        && rules.stream().noneMatch(way.excluded()::contains);
  }
}
