/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/** The ways in which operations are told a code. */
final class Codings {
  private Codings() {}

  /**
   * A {@code coding}, or a {@code code} and its system.
   *
   * @param system the name of the parameter that names the system
   */
  static Coding one(Input input, String system) {
    Input.require(
        input.has("coding") != input.has("code"), "One code is given: coding, or code and system.");
    Coding coding =
        input
            .coding("coding")
            .orElseGet(
                () ->
                    new Coding(
                        input.text(system).orElse(null), input.text("code").orElse(null), null));
    return whole(coding);
  }

  /** As {@link #one}, or a {@code codeableConcept} with one or more. */
  static List<Coding> several(Input input, String system) {
    if (!input.has("codeableConcept")) {
      return List.of(one(input, system));
    }
    Input.require(
        !input.has("coding") && !input.has("code"),
        "The code is given once: code, coding or codeableConcept.");
    List<Coding> codings = input.concept("codeableConcept").orElseThrow().getCoding();
    Input.require(!codings.isEmpty(), "The concept needs a coding.");
    codings.forEach(Codings::whole);
    return codings;
  }

  static Coding whole(Coding coding) {
    Input.require(coding.hasSystem() && coding.hasCode(), "A code needs its system.");
    return coding;
  }

  static Optional<String> display(Input input, Coding coding) {
    return input.has("display") ? input.text("display") : Optional.ofNullable(coding.getDisplay());
  }
}
