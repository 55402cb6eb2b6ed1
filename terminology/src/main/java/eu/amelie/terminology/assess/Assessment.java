/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.Indicator.Profile;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rule makes of the answers. It proves nothing, whatever it says.
 *
 * @param age whom it was made for: a child where the age is not certain, whoever was asked about
 * @param profile the weights it rests on; empty where there are none for the age group and form
 * @param experimental whether a weight of the profile is not confirmed
 * @param dimensions all of them, in order
 * @param suggested whether a further assessment is suggested
 * @param suspected signs answered so, not counted, in the order of the catalogue
 * @param shown present signs that the rule does not count, in the order of the catalogue
 */
public record Assessment(
    AgeGroup age,
    Optional<Profile> profile,
    boolean experimental,
    Map<Dimension, DimensionResult> dimensions,
    boolean suggested,
    List<Indicator> suspected,
    List<Indicator> shown) {
  public Assessment {
    dimensions = Collections.unmodifiableMap(new EnumMap<>(dimensions));
    suspected = List.copyOf(suspected);
    shown = List.copyOf(shown);
  }
}
