/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.Locale;
import java.util.Optional;

/**
 * What is known about one sign, by the codes of {@code sc-answer}; of several answers to one sign
 * the first in this order holds.
 */
public enum Answer {
  /** The only one that counts. */
  PRESENT,
  /** Reported beside, never counted. */
  SUSPECTED,
  ABSENT,
  UNKNOWN,
  /** Never counts as absent. */
  DECLINED,
  /** Never counts as absent. */
  NOT_ASKED;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Answer> of(String code) {
    for (Answer answer : values()) {
      if (answer.code().equals(code)) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  /** Whether it leaves open that the sign is present. */
  boolean isOpen() {
    return this != PRESENT && this != ABSENT;
  }

  Answer or(Answer other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
