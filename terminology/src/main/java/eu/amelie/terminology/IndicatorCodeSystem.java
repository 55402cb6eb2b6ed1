/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Weight;
import java.util.Locale;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** The catalogue as {@code CodeSystem/sc-indicators}. */
final class IndicatorCodeSystem {
  private static final String ANY = "any";

  private IndicatorCodeSystem() {}

  /** A new resource each time; equal catalogues give equal resources. */
  static CodeSystem of(IndicatorCatalog catalog, CodeTables.Table table) {
    CodeSystem system = FhirTerminology.codeSystem(LocalSystem.INDICATORS, table.heading());
    declare(system, "dimension", PropertyType.CODING, "What it is a sign of.");
    declare(system, "phase", PropertyType.STRING, "When it shows.");
    declare(
        system, "role", PropertyType.STRING, "Counted, only shown, or about safety here and now.");
    declare(system, "form", PropertyType.CODING, "Asked for these forms; for all where absent.");
    declare(system, "evidence", PropertyType.STRING, "How much it says by itself.");
    declare(system, "source", PropertyType.STRING, "Where it comes from.");
    for (Profile profile : Profile.values()) {
      declare(system, weight(profile), PropertyType.STRING, "How much it counts in this profile.");
      declare(
          system,
          weight(profile) + "-experimental",
          PropertyType.BOOLEAN,
          "True where no source confirms this weight.");
    }
    catalog.all().forEach(indicator -> system.addConcept(concept(indicator)));
    return system.setCount(catalog.all().size());
  }

  private static void declare(CodeSystem system, String code, PropertyType type, String text) {
    system.addProperty().setCode(code).setType(type).setDescription(text);
  }

  private static ConceptDefinitionComponent concept(Indicator indicator) {
    ConceptDefinitionComponent concept = FhirTerminology.concept(indicator.asCode());
    add(concept, "dimension", coding(LocalSystem.DIMENSION, indicator.dimension()));
    add(concept, "phase", new StringType(indicator.phase()));
    add(concept, "role", new StringType(code(indicator.role())));
    indicator.forms().stream()
        .filter(form -> !indicator.forms().contains(ANY))
        .forEach(form -> add(concept, "form", coding(LocalSystem.FORM, form)));
    add(concept, "evidence", new StringType(code(indicator.evidence())));
    for (Profile profile : Profile.values()) {
      Weight weight = indicator.weights().get(profile);
      if (weight != null) {
        addWeight(concept, weight(profile), weight);
      }
    }
    add(concept, "source", new StringType(indicator.source()));
    return concept;
  }

  private static void addWeight(ConceptDefinitionComponent concept, String name, Weight weight) {
    add(concept, name, new StringType(code(weight.strength())));
    if (!weight.confirmed()) {
      add(concept, name + "-experimental", new BooleanType(true));
    }
  }

  private static void add(ConceptDefinitionComponent concept, String property, Type value) {
    concept.addProperty().setCode(property).setValue(value);
  }

  private static String weight(Profile profile) {
    return "weight-" + profile.code();
  }

  private static Coding coding(LocalSystem system, String code) {
    return new Coding(system.url(), code, null);
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
