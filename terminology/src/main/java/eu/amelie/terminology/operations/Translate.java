/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;

/**
 * {@code ConceptMap/$translate}. A target that depends on more than the code is left out where a
 * given dependency says otherwise, and stays where none is given.
 */
final class Translate {
  static final Map<String, Boolean> NAMES =
      Map.of(
          "url", false,
          "conceptMapVersion", false,
          "code", false,
          "system", false,
          "coding", false,
          "codeableConcept", false,
          "targetsystem", false,
          "dependency", true);

  private final Published published;

  Translate(Published published) {
    this.published = published;
  }

  Parameters answer(Optional<String> id, Parameters in) {
    Input input = Input.read(in, NAMES);
    List<ConceptMap> maps = maps(id, input);
    List<Coding> codings = Codings.several(input, "system");
    Map<String, String> dependencies = input.dependencies();
    Parameters matches = new Parameters();
    for (ConceptMap map : maps) {
      for (ConceptMapGroupComponent group : map.getGroup()) {
        if (input.text("targetsystem").stream().allMatch(group.getTarget()::equals)) {
          codings.forEach(coding -> match(map, group, coding, dependencies, matches));
        }
      }
    }
    Parameters answer = new Parameters();
    answer.addParameter("result", new BooleanType(matches.hasParameter()));
    if (!matches.hasParameter()) {
      answer.addParameter("message", new StringType("There is no counterpart for this code."));
    }
    matches.getParameter().forEach(answer::addParameter);
    return answer;
  }

  private List<ConceptMap> maps(Optional<String> id, Input input) {
    Input.require(id.isEmpty() || !input.has("url"), "The map is named once.");
    Optional<String> url =
        id.map(one -> published.urlOf("ConceptMap", one)).or(() -> input.text("url"));
    return url.map(one -> List.of(published.map(one, input.text("conceptMapVersion"))))
        .orElseGet(published::maps);
  }

  private static void match(
      ConceptMap map,
      ConceptMapGroupComponent group,
      Coding coding,
      Map<String, String> dependencies,
      Parameters matches) {
    if (!group.getSource().equals(coding.getSystem())) {
      return;
    }
    group.getElement().stream()
        .filter(element -> element.getCode().equals(coding.getCode()))
        .flatMap(element -> element.getTarget().stream())
        .filter(target -> target.getEquivalence() != ConceptMapEquivalence.UNMATCHED)
        .filter(target -> holds(target, dependencies))
        .forEach(target -> add(matches, map, group, target));
  }

  private static boolean holds(TargetElementComponent target, Map<String, String> dependencies) {
    return target.getDependsOn().stream()
        .allMatch(
            dependency ->
                dependencies
                    .getOrDefault(dependency.getProperty(), dependency.getValue())
                    .equals(dependency.getValue()));
  }

  private static void add(
      Parameters matches,
      ConceptMap map,
      ConceptMapGroupComponent group,
      TargetElementComponent target) {
    ParametersParameterComponent match = matches.addParameter().setName("match");
    match.addPart().setName("equivalence").setValue(new CodeType(target.getEquivalence().toCode()));
    match
        .addPart()
        .setName("concept")
        .setValue(new Coding(group.getTarget(), target.getCode(), null));
    match.addPart().setName("source").setValue(new UriType(map.getUrl()));
  }
}
