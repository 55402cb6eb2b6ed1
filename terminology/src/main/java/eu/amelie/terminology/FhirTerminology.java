/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;

/** Writes tables as FHIR CodeSystems and ValueSets. Equal tables give equal resources. */
final class FhirTerminology {
  /** Of all conformance resources of the exchange. */
  static final String VERSION = "0.1.0";

  private static final String PUBLISHER = "Supportive Care Exchange";
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
  private static final String GROUP = "group";

  private FhirTerminology() {}

  static CodeSystem codeSystem(CodeTables.Table table) {
    CodeSystem system = codeSystem(table.system(), table.title(), table.description());
    if (table.codes().stream().anyMatch(code -> !code.groups().isEmpty())) {
      system.addProperty().setCode(GROUP).setType(PropertyType.STRING);
    }
    table.codes().forEach(code -> system.addConcept(grouped(code)));
    return system.setCount(table.codes().size());
  }

  static CodeSystem codeSystem(LocalSystem local, Displays title, String description) {
    CodeSystem system = new CodeSystem();
    describe(system, "CodeSystem", local.id(), title);
    return system
        .setDescription(description)
        .setCaseSensitive(true)
        .setValueSet(local.valueSetUrl())
        .setContent(CodeSystemContentMode.COMPLETE);
  }

  /** What all published resources have in common; the title in all languages that it has. */
  static void describe(MetadataResource resource, String type, String id, Displays title) {
    resource.setId(id);
    resource
        .setUrl(LocalSystem.CANONICAL_ROOT + "/" + type + "/" + id)
        .setVersion(VERSION)
        .setName(name(id))
        .setTitle(title.english())
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher(PUBLISHER);
    resource.setLanguage(Language.EN.tag());
    if (resource.getNamedProperty("title").getValues().get(0) instanceof StringType shown) {
      translate(shown, title);
    }
  }

  /** Adds what the text is in the other languages. */
  static void translate(StringType text, Displays displays) {
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        displays.in(language).ifPresent(words -> text.addExtension(translation(language, words)));
      }
    }
  }

  private static Extension translation(Language language, String words) {
    Extension extension = new Extension(TRANSLATION);
    extension.addExtension("lang", new CodeType(language.tag()));
    extension.addExtension("content", new StringType(words));
    return extension;
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
            .setDefinition(code.definition());
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
  static ValueSet valueSet(LocalSystem system, Displays title) {
    ValueSet set = valueSet(system.id(), title);
    set.getCompose().addInclude().setSystem(system.url());
    return set;
  }

  /** The codes of one group, by name: a filter would need a terminology server. */
  static ValueSet valueSet(CodeTables.Subset subset, CodeTables.Table table) {
    return valueSet(
        subset.id(),
        subset.title(),
        table.codes().stream().filter(code -> code.groups().contains(subset.group())).toList());
  }

  /** These codes of one system, by name. */
  static ValueSet valueSet(String id, Displays title, List<LocalCode> codes) {
    ValueSet set = valueSet(id, title);
    var include = set.getCompose().addInclude().setSystem(codes.get(0).system().url());
    codes.forEach(code -> include.addConcept().setCode(code.code()));
    return set;
  }

  private static ValueSet valueSet(String id, Displays title) {
    ValueSet set = new ValueSet();
    describe(set, "ValueSet", id, title);
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
