/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.LocalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code $validate-code} on code systems and value sets. A concept fits when one of its codings
 * does; a display fits when it is any wording of the code, in any language.
 */
final class ValidateCode {
  static final Map<String, Boolean> SYSTEM_NAMES =
      Map.of(
          "url", false,
          "code", false,
          "version", false,
          "display", false,
          "coding", false,
          "codeableConcept", false,
          "displayLanguage", false);
  static final Map<String, Boolean> SET_NAMES =
      Map.of(
          "url", false,
          "valueSetVersion", false,
          "code", false,
          "system", false,
          "systemVersion", false,
          "display", false,
          "coding", false,
          "codeableConcept", false,
          "displayLanguage", false);

  private static final String URL = "url";

  private final Published published;

  ValidateCode(Published published) {
    this.published = published;
  }

  /** {@code CodeSystem/$validate-code}. */
  Parameters inSystem(Optional<String> id, Parameters in) {
    Input input = Input.read(in, SYSTEM_NAMES);
    String url = url("CodeSystem", id, input);
    Published.Codes system = published.system(url, input.text("version"));
    String own = system.resource().getUrl();
    List<Coding> codings =
        input.has("code")
            ? List.of(new Coding(own, input.text("code").orElseThrow(), null))
            : Codings.several(input, URL);
    return answer(
        input,
        codings,
        coding ->
            coding.getSystem().equals(own)
                ? published.find(own, coding.getCode())
                : Optional.empty(),
        "The code is not in this code system.");
  }

  /** {@code ValueSet/$validate-code}. */
  Parameters inSet(Optional<String> id, Parameters in) {
    Input input = Input.read(in, SET_NAMES);
    Published.Members members =
        published.set(url("ValueSet", id, input), input.text("valueSetVersion"));
    return answer(
        input,
        Codings.several(input, "system"),
        coding -> members.find(coding.getSystem(), coding.getCode()),
        "The code is not in this value set.");
  }

  private String url(String type, Optional<String> id, Input input) {
    Input.require(id.isPresent() != input.has(URL), "It is named once: by url or by the address.");
    return id.map(one -> published.urlOf(type, one)).orElseGet(() -> input.text(URL).orElseThrow());
  }

  private Parameters answer(
      Input input,
      List<Coding> codings,
      Function<Coding, Optional<LocalCode>> lookup,
      String message) {
    for (Coding coding : codings) {
      Optional<LocalCode> code = lookup.apply(coding);
      if (code.isPresent()) {
        return found(input, coding, code.get());
      }
    }
    Parameters answer = new Parameters();
    answer.addParameter("result", new BooleanType(false));
    answer.addParameter("message", new StringType(message));
    return answer;
  }

  private Parameters found(Input input, Coding coding, LocalCode code) {
    boolean fits =
        Codings.display(input, coding).filter(display -> !isWording(code, display)).isEmpty();
    Parameters answer = new Parameters();
    answer.addParameter("result", new BooleanType(fits));
    if (!fits) {
      answer.addParameter("message", new StringType("The display is not one of this code."));
    }
    answer.addParameter("display", new StringType(code.displays().inOrEnglish(input.language())));
    return answer;
  }

  private boolean isWording(LocalCode code, String display) {
    return Wording.isOf(
        published.system(code.system().url(), Optional.empty()).concepts().get(code.code()),
        display);
  }
}
