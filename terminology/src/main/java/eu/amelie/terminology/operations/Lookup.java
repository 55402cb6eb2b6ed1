/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.LocalCode;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** {@code CodeSystem/$lookup}: all that is known of one code. */
final class Lookup {
  static final Map<String, Boolean> NAMES =
      Map.of(
          "system", false,
          "code", false,
          "version", false,
          "coding", false,
          "date", false,
          "displayLanguage", false,
          "property", true);

  private final Published published;

  Lookup(Published published) {
    this.published = published;
  }

  Parameters answer(Parameters in) {
    Input input = Input.read(in, NAMES);
    Coding coding = Codings.one(input, "system");
    Published.Codes system = published.system(coding.getSystem(), input.text("version"));
    ConceptDefinitionComponent concept = system.concepts().get(coding.getCode());
    if (concept == null) {
      throw TerminologyRefusal.notFound();
    }
    Parameters answer = new Parameters();
    answer.addParameter("name", new StringType(system.resource().getName()));
    answer.addParameter("version", new StringType(system.resource().getVersion()));
    answer.addParameter("display", new StringType(display(coding, input.language())));
    List<String> wanted = input.texts("property");
    if (concept.hasDefinition() && isWanted(wanted, "definition")) {
      answer.addParameter("definition", new StringType(definition(coding, input.language())));
    }
    concept.getDesignation().stream()
        .filter(
            one -> isWanted(wanted, "designation") || wanted.contains("lang." + one.getLanguage()))
        .forEach(one -> addDesignation(answer, one));
    concept.getProperty().stream()
        .filter(property -> isWanted(wanted, property.getCode()))
        .forEach(property -> addProperty(answer, property));
    return answer;
  }

  private String display(Coding coding, Language language) {
    return found(coding).displays().inOrEnglish(language);
  }

  private String definition(Coding coding, Language language) {
    return found(coding).definition().inOrEnglish(language);
  }

  private LocalCode found(Coding coding) {
    return published.find(coding.getSystem(), coding.getCode()).orElseThrow();
  }

  private static boolean isWanted(List<String> wanted, String property) {
    return wanted.isEmpty() || wanted.contains(property);
  }

  private static void addDesignation(
      Parameters answer, ConceptDefinitionDesignationComponent designation) {
    ParametersParameterComponent parameter = answer.addParameter().setName("designation");
    part(parameter, "language", new CodeType(designation.getLanguage()));
    if (designation.hasUse()) {
      part(parameter, "use", designation.getUse());
    }
    part(parameter, "value", new StringType(designation.getValue()));
  }

  private static void addProperty(Parameters answer, ConceptPropertyComponent property) {
    ParametersParameterComponent parameter = answer.addParameter().setName("property");
    part(parameter, "code", new CodeType(property.getCode()));
    part(parameter, "value", property.getValue());
  }

  private static void part(ParametersParameterComponent parameter, String name, Type value) {
    parameter.addPart().setName(name).setValue(value);
  }
}
