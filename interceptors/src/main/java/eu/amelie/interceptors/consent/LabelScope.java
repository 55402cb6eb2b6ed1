/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;

/**
 * What a provision's {@code securityLabel} says of items: which sensitivity, which confidentiality.
 * Labels of identity are no part of it, since they mean elements.
 *
 * @param lowest rank of the least confidential code listed, {@link #NONE} without one
 * @param highest rank of the most confidential code listed, {@link #NONE} without one
 * @param besideIdentity whether labels of identity are listed beside
 */
record LabelScope(Set<Code> sensitivities, int lowest, int highest, boolean besideIdentity) {
  static final int NONE = -1;

  static Scope<LabelScope> of(List<Coding> labels) {
    List<Coding> ofItems =
        labels.stream().filter(label -> IdentityLabel.of(label).isEmpty()).toList();
    Set<Code> sensitivities = new HashSet<>();
    int lowest = NONE;
    int highest = NONE;
    for (Coding label : ofItems) {
      Code code = Code.of(label);
      if (BorneLabels.isSensitivity(code)) {
        sensitivities.add(code);
      } else if (isConfidentiality(code)) {
        int rank = Vocabulary.confidentialityRank(code.code());
        lowest = lowest == NONE ? rank : Math.min(lowest, rank);
        highest = Math.max(highest, rank);
      }
    }
    return Scope.of(
        ofItems,
        LabelScope::isUnderstood,
        new LabelScope(Set.copyOf(sensitivities), lowest, highest, ofItems.size() < labels.size()));
  }

  private static boolean isUnderstood(Coding label) {
    Code code = Code.of(label);
    return code.isComplete()
        && (!isConfidentiality(code) || Vocabulary.confidentialityRank(code.code()) != NONE);
  }

  private static boolean isConfidentiality(Code code) {
    return code.system().equals(Vocabulary.CONFIDENTIALITY);
  }

  /** Codes of handling or purpose alone say nothing of items. */
  boolean saysNothing() {
    return sensitivities.isEmpty() && highest == NONE;
  }

  boolean permits(BorneLabels borne, boolean classStated) {
    if (saysNothing()) {
      return besideIdentity;
    }
    boolean sensitivityFits =
        sensitivities.isEmpty()
            || (sensitivities.containsAll(borne.sensitivities())
                && (classStated || highest != NONE || !borne.sensitivities().isEmpty()));
    return sensitivityFits && (highest == NONE || borne.confidentialityOrRestricted() <= highest);
  }

  boolean denies(BorneLabels borne) {
    return saysNothing()
        || Actors.shares(sensitivities, borne.sensitivities())
        || (lowest != NONE && borne.confidentiality() >= lowest);
  }
}
