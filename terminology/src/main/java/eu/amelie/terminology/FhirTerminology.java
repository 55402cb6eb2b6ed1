/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import eu.amelie.terminology.Headings.Heading;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;

/** Writes tables as FHIR CodeSystems and ValueSets. Equal tables give equal resources. */
final class FhirTerminology {
  /** Of all conformance resources of the exchange. */
  static final String VERSION = "0.1.0";

  private static final String PUBLISHER = "Supportive Care Exchange";
  private static final String GROUP = "group";

  private FhirTerminology() {}

  static CodeSystem codeSystem(CodeTables.Table table) {
    CodeSystem system = codeSystem(table.system(), table.heading());
    if (table.codes().stream().anyMatch(code -> !code.groups().isEmpty())) {
      system
          .addProperty()
          .setCode(GROUP)
          .setType(PropertyType.STRING)
          .setDescription("A group of codes that it belongs to.");
    }
    table.codes().forEach(code -> system.addConcept(grouped(code)));
    return system.setCount(table.codes().size());
  }

  static CodeSystem codeSystem(LocalSystem local, Heading heading) {
    CodeSystem system = new CodeSystem();
    describe(system, "CodeSystem", local.id(), heading);
    return system
        .setCaseSensitive(true)
        .setValueSet(local.valueSetUrl())
        .setContent(CodeSystemContentMode.COMPLETE);
  }

  /** What all published resources have in common; their words in all languages that they have. */
  static void describe(MetadataResource resource, String type, String id, Heading heading) {
    resource.setId(id);
    resource
        .setUrl(LocalSystem.CANONICAL_ROOT + "/" + type + "/" + id)
        .setVersion(VERSION)
        .setName(name(id))
        .setTitle(heading.title().english())
        .setDescription(heading.description().english())
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher(PUBLISHER);
    resource.setLanguage(Language.EN.tag());
    translate(resource, "title", heading.title());
    translate(resource, "description", heading.description());
  }

  private static void translate(MetadataResource resource, String element, Displays words) {
    if (resource.getNamedProperty(element).getValues().get(0) instanceof StringType shown) {
      Translations.add(shown, words);
    }
  }

  private static ConceptDefinitionComponent grouped(LocalCode code) {
    ConceptDefinitionComponent concept = concept(code);
    code.groups().stream()
        .sorted()
        .forEach(group -> concept.addProperty().setCode(GROUP).setValue(new StringType(group)));
    return concept;
  }

  /** With all wordings that the code has. */
  static ConceptDefinitionComponent concept(LocalCode code) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent()
            .setCode(code.code())
            .setDisplay(code.displays().english())
            .setDefinition(code.definition().english());
    Translations.add(concept.getDefinitionElement(), code.definition());
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        code.displays()
            .in(language)
            .ifPresent(
                display -> concept.addDesignation().setLanguage(language.tag()).setValue(display));
      }
    }
    code.plain().ifPresent(plain -> designate(concept, plain, "plain"));
    designate(concept, code.discreet(), "discreet");
    return concept;
  }

  private static void designate(ConceptDefinitionComponent concept, Displays words, String use) {
    for (Language language : Language.values()) {
      words
          .in(language)
          .ifPresent(
              text ->
                  concept
                      .addDesignation()
                      .setLanguage(language.tag())
                      .setUse(new Coding(LocalSystem.DESIGNATION.url(), use, null))
                      .setValue(text));
    }
  }

  /** All codes of a system. */
  static ValueSet valueSet(LocalSystem system, Heading heading) {
    ValueSet set = valueSet(system.id(), heading);
    set.getCompose().addInclude().setSystem(system.url());
    return set;
  }

  /** The codes of one group, by name: a filter would need a terminology server. */
  static ValueSet valueSet(CodeTables.Subset subset, CodeTables.Table table) {
    return valueSet(
        subset.id(),
        subset.heading(),
        table.codes().stream().filter(code -> code.groups().contains(subset.group())).toList());
  }

  /** These codes of one system, by name. */
  static ValueSet valueSet(String id, Heading heading, List<LocalCode> codes) {
    ValueSet set = valueSet(id, heading);
    var include = set.getCompose().addInclude().setSystem(codes.get(0).system().url());
    codes.forEach(code -> include.addConcept().setCode(code.code()));
    return set;
  }

  private static ValueSet valueSet(String id, Heading heading) {
    ValueSet set = new ValueSet();
    describe(set, "ValueSet", id, heading);
    return set;
  }

  /** {@code sc-status-reason} becomes {@code ScStatusReason}. */
  private static String name(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }
}
