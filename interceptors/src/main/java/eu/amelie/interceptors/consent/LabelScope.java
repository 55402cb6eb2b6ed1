/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;

/**
 * What a provision's {@code securityLabel} says: which items by sensitivity and confidentiality,
 * and which elements of identity.
 *
 * @param confidentialities ranks of the listed v3-Confidentiality codes
 * @param clear false where a listed code cannot be understood
 */
record LabelScope(
    Set<IdentityLabel> identity,
    Set<Code> sensitivities,
    List<Integer> confidentialities,
    boolean stated,
    boolean clear) {

  static LabelScope of(List<Coding> labels) {
    Set<IdentityLabel> identity = EnumSet.noneOf(IdentityLabel.class);
    Set<Code> sensitivities = new HashSet<>();
    List<Integer> confidentialities = new java.util.ArrayList<>();
    boolean clear = true;
    for (Coding label : labels) {
      Code code = Code.of(label);
      var named = IdentityLabel.of(label);
      if (named.isPresent()) {
        identity.add(named.get());
      } else if (code.system().equals(Vocabulary.CONFIDENTIALITY)) {
        int rank = Vocabulary.confidentialityRank(code.code());
        clear &= rank >= 0;
        confidentialities.add(rank);
      } else if (isSensitivity(code)) {
        clear &= code.isComplete();
        sensitivities.add(code);
      }
    }
    return new LabelScope(
        Set.copyOf(identity),
        Set.copyOf(sensitivities),
        List.copyOf(confidentialities),
        !labels.isEmpty(),
        clear);
  }

  /** Every label that is not confidentiality, purpose, handling or identity; unknown ones count. */
  static boolean isSensitivity(Code label) {
    return !label.system().equals(Vocabulary.CONFIDENTIALITY)
        && !label.system().equals(Vocabulary.ACT_REASON)
        && !Vocabulary.isHandling(label)
        && IdentityLabel.of(new Coding(label.system(), label.code(), null)).isEmpty();
  }

  boolean onlyIdentity() {
    return !identity.isEmpty() && sensitivities.isEmpty() && confidentialities.isEmpty();
  }

  /** Whether it narrows the items at all; identity labels do not. */
  boolean narrowsItems() {
    return stated && !onlyIdentity();
  }

  LabelScope withIdentity(Set<IdentityLabel> labels) {
    return new LabelScope(labels, sensitivities, confidentialities, stated, clear);
  }

  boolean permits(Item item, boolean classStated) {
    if (!stated || onlyIdentity()) {
      return true;
    }
    boolean understood = clear && !(sensitivities.isEmpty() && confidentialities.isEmpty());
    return understood && sensitivityPermits(item, classStated) && confidentialityPermits(item);
  }

  private boolean sensitivityPermits(Item item, boolean classStated) {
    if (sensitivities.isEmpty()) {
      return true;
    }
    Set<Code> borne = new HashSet<>(item.labels());
    borne.removeIf(label -> !isSensitivity(label));
    boolean noneRequired = classStated || !confidentialities.isEmpty();
    return sensitivities.containsAll(borne) && (noneRequired || !borne.isEmpty());
  }

  private boolean confidentialityPermits(Item item) {
    if (confidentialities.isEmpty()) {
      return true;
    }
    int highest = confidentialities.stream().mapToInt(Integer::intValue).max().orElse(-1);
    int borne = confidentiality(item);
    return (borne < 0 ? Vocabulary.confidentialityRank("R") : borne) <= highest;
  }

  boolean denies(Item item) {
    boolean saysNothing = sensitivities.isEmpty() && confidentialities.isEmpty();
    if (!stated || !clear || saysNothing) {
      return true;
    }
    int lowest = confidentialities.stream().mapToInt(Integer::intValue).min().orElse(99);
    return item.labels().stream().anyMatch(sensitivities::contains)
        || confidentiality(item) >= lowest;
  }

  /** The item's highest; an unknown code counts as the highest there is, none as -1. */
  private static int confidentiality(Item item) {
    return item.labels().stream()
        .filter(label -> label.system().equals(Vocabulary.CONFIDENTIALITY))
        .mapToInt(label -> Vocabulary.confidentialityRank(label.code()))
        .map(rank -> rank < 0 ? Vocabulary.highestConfidentiality() : rank)
        .max()
        .orElse(-1);
  }
}
