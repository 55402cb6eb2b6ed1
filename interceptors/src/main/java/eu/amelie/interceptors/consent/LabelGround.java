/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;

/**
 * Why an item bears a sensitivity label: a code of this vocabulary that begins in one of these
 * ways.
 *
 * @param label of v3-ActCode
 * @param vocabulary {@code icd-10}, {@code icd-11} or {@code icpc-2} in all editions, or the id of
 *     a code system of the exchange
 * @param beginnings none for all codes of the vocabulary
 */
public record LabelGround(String label, String vocabulary, List<String> beginnings) {

  public LabelGround {
    beginnings = List.copyOf(beginnings);
  }

  boolean holds(String code) {
    return beginnings.isEmpty() || beginnings.stream().anyMatch(code::startsWith);
  }
}
