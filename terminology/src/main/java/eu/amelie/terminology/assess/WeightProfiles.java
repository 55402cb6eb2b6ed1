/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Indicator.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * Which weights hold for an age group and a form. The sources weigh signs for work and for sexual
 * services only; the catalogue counts work in a household among work, and has no weights for
 * children and sexual services. Where there are none, none are borrowed: a result from weights that
 * were made for another situation would be worth less than none.
 */
final class WeightProfiles {
  private static final Set<String> WORK = Set.of("forced-labour", "domestic-servitude");
  private static final String SEXUAL = "sexual";

  private WeightProfiles() {}

  /**
   * @param form a code of {@code sc-form}
   */
  static Optional<Profile> of(AgeGroup age, String form) {
    if (WORK.contains(form)) {
      return Optional.of(age == AgeGroup.CHILD ? Profile.CHILD_LABOUR : Profile.ADULT_LABOUR);
    }
    return form.equals(SEXUAL) && age == AgeGroup.ADULT
        ? Optional.of(Profile.ADULT_SEXUAL)
        : Optional.empty();
  }
}
