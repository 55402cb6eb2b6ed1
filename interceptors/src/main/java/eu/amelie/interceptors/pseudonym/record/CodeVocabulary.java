/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

/**
 * Says which codes mean something to the exchange. All others are text that the sender chose, and
 * go where text goes.
 */
@FunctionalInterface
public interface CodeVocabulary {
  /**
   * Must answer false where it does not know. It may come to know more; records that were made
   * before then hold less than they could, and are joined all the same.
   *
   * @param system null where there is none
   * @param code null where there is none
   */
  boolean knows(String system, String code);
}
