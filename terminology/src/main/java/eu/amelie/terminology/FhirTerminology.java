/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.ValueSet;

/** Writes tables as FHIR CodeSystems and ValueSets. Equal tables give equal resources. */
final class FhirTerminology {
  /** Of all conformance resources of the exchange. */
  static final String VERSION = "0.1.0";

  private static final String PUBLISHER = "Supportive Care Exchange";
  private static final String GROUP = "group";

  private FhirTerminology() {}

  static CodeSystem codeSystem(CodeTables.Table table) {
    CodeSystem system = codeSystem(table.system(), table.title(), table.description());
    if (table.codes().stream().anyMatch(code -> !code.groups().isEmpty())) {
      system.addProperty().setCode(GROUP).setType(PropertyType.CODE);
    }
    table.codes().forEach(code -> system.addConcept(concept(code)));
    return system.setCount(table.codes().size());
  }

  static CodeSystem codeSystem(LocalSystem local, String title, String description) {
    CodeSystem system = new CodeSystem();
    system.setId(local.id());
    return system
        .setUrl(local.url())
        .setVersion(VERSION)
        .setName(name(local.id()))
        .setTitle(title)
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher(PUBLISHER)
        .setDescription(description)
        .setCaseSensitive(true)
        .setValueSet(local.valueSetUrl())
        .setContent(CodeSystemContentMode.COMPLETE);
  }

  private static ConceptDefinitionComponent concept(LocalCode code) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent()
            .setCode(code.code())
            .setDisplay(code.displays().english())
            .setDefinition(code.definition());
    designate(concept, code.displays());
    code.groups().stream()
        .sorted()
        .forEach(group -> concept.addProperty().setCode(GROUP).setValue(new CodeType(group)));
    return concept;
  }

  static void designate(ConceptDefinitionComponent concept, Displays displays) {
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        displays
            .in(language)
            .ifPresent(
                display -> concept.addDesignation().setLanguage(language.tag()).setValue(display));
      }
    }
  }

  /** All codes of a system. */
  static ValueSet valueSet(CodeSystem system) {
    ValueSet set = valueSet(system.getIdPart(), system.getTitle());
    set.getCompose().addInclude().setSystem(system.getUrl());
    return set;
  }

  /** The codes of one group, by name: a filter would need a terminology server. */
  static ValueSet valueSet(CodeTables.Subset subset, CodeTables.Table table) {
    ValueSet set = valueSet(subset.id(), subset.title());
    var include = set.getCompose().addInclude().setSystem(table.system().url());
    table.codes().stream()
        .filter(code -> code.groups().contains(subset.group()))
        .forEach(code -> include.addConcept().setCode(code.code()));
    return set;
  }

  private static ValueSet valueSet(String id, String title) {
    ValueSet set = new ValueSet();
    set.setId(id);
    return set.setUrl(LocalSystem.CANONICAL_ROOT + "/ValueSet/" + id)
        .setVersion(VERSION)
        .setName(name(id))
        .setTitle(title)
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher(PUBLISHER);
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
