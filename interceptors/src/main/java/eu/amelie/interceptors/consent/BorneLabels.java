/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.HashSet;
import java.util.Set;

/**
 * The labels an item bears, sorted by kind.
 *
 * @param confidentiality rank of the highest, {@link LabelScope#NONE} without one, above every
 *     known rank where a code is not known
 */
record BorneLabels(Set<Code> sensitivities, int confidentiality) {

  static BorneLabels of(Item item) {
    Set<Code> sensitivities = new HashSet<>();
    int confidentiality = LabelScope.NONE;
    for (Code label : item.labels()) {
      if (label.system().equals(Vocabulary.CONFIDENTIALITY)) {
        int rank = Vocabulary.confidentialityRank(label.code());
        confidentiality =
            Math.max(confidentiality, rank == LabelScope.NONE ? Vocabulary.ABOVE_ALL_RANKS : rank);
      } else if (isSensitivity(label)) {
        sensitivities.add(label);
      }
    }
    return new BorneLabels(sensitivities, confidentiality);
  }

  /** Every label that is not confidentiality, purpose, handling or identity; unknown ones count. */
  static boolean isSensitivity(Code label) {
    return !label.system().equals(Vocabulary.CONFIDENTIALITY)
        && !label.system().equals(Vocabulary.ACT_REASON)
        && !Vocabulary.isHandling(label)
        && IdentityLabel.of(label).isEmpty();
  }

  int confidentialityOrRestricted() {
    return confidentiality == LabelScope.NONE ? Vocabulary.RESTRICTED : confidentiality;
  }
}
