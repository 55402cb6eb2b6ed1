/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;

/**
 * Whether a person may be contacted at all, by the rules of {@code sc-contact} recorded for her, or
 * in what is recorded of somebody close to her.
 *
 * <p>Guaranteed: without a rule, beside one that forbids, or with only rules not known here, the
 * answer is no. Not guaranteed: that a contact keeps to the rule.
 */
public final class SafeContact {
  private static final Set<String> FORBIDDING = Set.of("do-not-contact", "unknown");
  private static final Set<String> SAFE =
      Set.of(
          "via-referrer",
          "via-trusted-person",
          "phone-time-window",
          "call-no-voicemail",
          "text-neutral-only",
          "post-not-safe",
          "email-safe",
          "in-person-only",
          "code-word-required",
          "interpreter-required");

  /** Through whom, when and by which word: these belong to the contact details themselves. */
  private static final Set<String> WAYS =
      Set.of("via-trusted-person", "phone-time-window", "code-word-required");

  private SafeContact() {}

  /**
   * @param rules codes of {@code sc-contact}
   */
  public static boolean mayReach(Collection<String> rules) {
    return rules.stream().anyMatch(SAFE::contains)
        && rules.stream().noneMatch(FORBIDDING::contains);
  }

  /**
   * Whether a resource itself says that whoever it is about is not to be contacted. Where it says
   * nothing, the rules recorded for the person hold.
   */
  public static boolean forbids(Base resource) {
    Set<String> own = rules(resource);
    return !own.isEmpty() && !mayReach(own);
  }

  /**
   * The codes of {@code sc-contact} that stand anywhere in a resource, wherever a profile puts
   * them.
   */
  public static Set<String> rules(Base resource) {
    Set<String> rules = new HashSet<>();
    collect(resource, rules);
    return rules;
  }

  /**
   * Takes out the rules that tell through whom, when or by which word a person is reached, for whom
   * contact details are not released to; what forbids contact stays. Changes the resource in place.
   */
  public static void hideWays(DomainResource resource) {
    resource
        .getExtension()
        .removeIf(extension -> rules(extension).stream().anyMatch(WAYS::contains));
  }

  private static void collect(Base element, Set<String> rules) {
    if (element instanceof Coding coding && Vocabulary.SC_CONTACT.equals(coding.getSystem())) {
      rules.add(coding.hasCode() ? coding.getCode() : "unknown");
    }
    for (Property property : element.children()) {
      property.getValues().forEach(value -> collect(value, rules));
    }
  }
}
