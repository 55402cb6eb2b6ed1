/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Weight;
import java.util.Locale;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.StringType;

/** The catalogue as {@code CodeSystem/sc-indicators}. */
public final class IndicatorCodeSystem {
  public static final String URL = LocalSystem.INDICATORS.url();

  private IndicatorCodeSystem() {}

  /** A new resource each time; equal catalogues give equal resources. */
  public static CodeSystem of(IndicatorCatalog catalog) {
    CodeSystem system =
        FhirTerminology.codeSystem(
            LocalSystem.INDICATORS,
            "Observations that may call for further assessment",
            "Signs with the weight that each has by age group and form. Present or absent, a sign"
                + " proves nothing.");
    declare(system, "dimension", PropertyType.CODE);
    declare(system, "phase", PropertyType.CODE);
    declare(system, "role", PropertyType.CODE);
    declare(system, "form", PropertyType.CODE);
    declare(system, "source", PropertyType.STRING);
    for (Profile profile : Profile.values()) {
      declare(system, "weight-" + profile.code(), PropertyType.CODE);
      declare(system, "weight-" + profile.code() + "-experimental", PropertyType.BOOLEAN);
    }
    catalog.all().forEach(indicator -> system.addConcept(concept(indicator)));
    return system.setCount(catalog.all().size());
  }

  private static void declare(CodeSystem system, String code, PropertyType type) {
    system.addProperty().setCode(code).setType(type);
  }

  private static ConceptDefinitionComponent concept(Indicator indicator) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent().setCode(indicator.code()).setDisplay(indicator.display());
    FhirTerminology.designate(concept, indicator.displays());
    concept.addProperty().setCode("dimension").setValue(new CodeType(indicator.dimension()));
    concept.addProperty().setCode("phase").setValue(new CodeType(indicator.phase()));
    concept.addProperty().setCode("role").setValue(new CodeType(code(indicator.role())));
    indicator.forms().stream()
        .filter(form -> !form.equals("any"))
        .forEach(form -> concept.addProperty().setCode("form").setValue(new CodeType(form)));
    for (Profile profile : Profile.values()) {
      Weight weight = indicator.weights().get(profile);
      if (weight != null) {
        addWeight(concept, "weight-" + profile.code(), weight);
      }
    }
    concept.addProperty().setCode("source").setValue(new StringType(indicator.source()));
    return concept;
  }

  private static void addWeight(ConceptDefinitionComponent concept, String name, Weight weight) {
    concept.addProperty().setCode(name).setValue(new CodeType(code(weight.strength())));
    if (!weight.confirmed()) {
      concept.addProperty().setCode(name + "-experimental").setValue(new BooleanType(true));
    }
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
