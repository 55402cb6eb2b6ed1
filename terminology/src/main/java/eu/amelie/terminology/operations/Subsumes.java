/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;

/** {@code CodeSystem/$subsumes}. Our systems have no hierarchy: a code subsumes itself alone. */
final class Subsumes {
  static final Map<String, Boolean> NAMES =
      Map.of(
          "codeA", false,
          "codeB", false,
          "system", false,
          "version", false,
          "codingA", false,
          "codingB", false);

  private final Published published;

  Subsumes(Published published) {
    this.published = published;
  }

  Parameters answer(Optional<String> id, Parameters in) {
    Input input = Input.read(in, NAMES);
    Optional<String> url =
        id.map(one -> published.urlOf("CodeSystem", one)).or(() -> input.text("system"));
    Input.require(id.isEmpty() || !input.has("system"), "The system is named once.");
    Coding one = coding(input, "A", url);
    Coding other = coding(input, "B", url);
    Input.require(one.getSystem().equals(other.getSystem()), "Both codes are of one system.");
    Published.Codes system = published.system(one.getSystem(), input.text("version"));
    if (!system.concepts().containsKey(one.getCode())
        || !system.concepts().containsKey(other.getCode())) {
      throw TerminologyRefusal.notFound();
    }
    Parameters answer = new Parameters();
    answer.addParameter(
        "outcome",
        new CodeType(one.getCode().equals(other.getCode()) ? "equivalent" : "not-subsumed"));
    return answer;
  }

  private static Coding coding(Input input, String letter, Optional<String> url) {
    Input.require(
        input.has("code" + letter) != input.has("coding" + letter),
        "Each code is given once: as code or as coding.");
    Coding coding =
        input
            .coding("coding" + letter)
            .orElseGet(
                () -> new Coding(url.orElse(null), input.text("code" + letter).orElse(null), null));
    Input.require(
        url.isEmpty() || url.get().equals(coding.getSystem()), "Both codes are of one system.");
    return Codings.whole(coding);
  }
}
