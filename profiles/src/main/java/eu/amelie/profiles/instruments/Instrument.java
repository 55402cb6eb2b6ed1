/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import eu.amelie.terminology.LocalSystem;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;

/**
 * What is needed to count a response; none of the instrument's words.
 *
 * @param url canonical, without a version
 * @param cutOff the least number of points that is at the threshold
 * @param lowestAge in whole years, of whom it was made for
 * @param highestAge in whole years
 * @param isNarrower whether it was made for some of these ages only, or for use in some place or by
 *     somebody in particular: any context but the age. Whether a person is one of them nobody can
 *     tell here
 * @param points by item and by option, as {@link #option} writes it
 */
public record Instrument(
    String url,
    String version,
    int cutOff,
    int lowestAge,
    int highestAge,
    boolean isNarrower,
    Map<String, Map<String, Integer>> points) {

  /** On a Questionnaire: the threshold. */
  static final String CUT_OFF = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/sc-cut-off";

  /** On an option of a question: FHIR's own extension for points. */
  static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

  public Instrument {
    points = Map.copyOf(points);
  }

  static String option(Coding coding) {
    return coding.getSystem() + "|" + coding.getCode();
  }

  /** With its version, as a response names it. */
  public String canonical() {
    return url + "|" + version;
  }

  /**
   * @param confirmed whether the sender says that the person is of those it was made for
   */
  boolean isMadeFor(int age, boolean confirmed) {
    return age >= lowestAge && age <= highestAge && (confirmed || !isNarrower);
  }
}
