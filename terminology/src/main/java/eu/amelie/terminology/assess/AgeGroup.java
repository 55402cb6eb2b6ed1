/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.Locale;
import java.util.Optional;

/**
 * Under 18, or not. Who is not sure counts as a child: by the sign that says so and by what is
 * recorded of the person; of whom neither is known, the caller says it.
 */
public enum AgeGroup {
  ADULT,
  CHILD;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AgeGroup> of(String code) {
    for (AgeGroup group : values()) {
      if (group.code().equals(code)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
