/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.server.guide.ElementRow.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Type;

/** Elements of a profile as the lines that guides of HL7 show: name, flags, cardinality, type. */
final class ElementTable {
  private static final String OURS = "sc-";

  private final Links links;

  ElementTable(Links links) {
    this.links = links;
  }

  List<ElementRow> rows(List<ElementDefinition> elements) {
    return elements.stream().map(this::row).toList();
  }

  private ElementRow row(ElementDefinition element) {
    String path = element.getPath();
    String name = path.substring(path.lastIndexOf('.') + 1);
    return new ElementRow(
        (int) path.chars().filter(c -> c == '.').count(),
        element.hasSliceName() ? name + ":" + element.getSliceName() : name,
        flags(element),
        cardinality(element),
        element.getType().stream().flatMap(this::types).toList(),
        notes(element));
  }

  private static String flags(ElementDefinition element) {
    List<String> flags = new ArrayList<>();
    if (element.getMustSupport()) {
      flags.add("S");
    }
    if (element.getIsModifier()) {
      flags.add("?!");
    }
    if (element.getIsSummary()) {
      flags.add("Σ");
    }
    if (element.getConstraint().stream().anyMatch(ElementTable::isOurs)) {
      flags.add("C");
    }
    return String.join(" ", flags);
  }

  static boolean isOurs(ElementDefinitionConstraintComponent constraint) {
    return constraint.getKey().startsWith(OURS);
  }

  private static String cardinality(ElementDefinition element) {
    if (!element.hasMin() && !element.hasMax()) {
      return "";
    }
    return (element.hasMin() ? element.getMin() : "")
        + ".."
        + (element.hasMax() ? element.getMax() : "");
  }

  private Stream<Link> types(TypeRefComponent type) {
    if (type.hasProfile()) {
      return type.getProfile().stream().map(CanonicalType::getValue).map(links::type);
    }
    if (type.hasTargetProfile()) {
      String targets =
          type.getTargetProfile().stream()
              .map(CanonicalType::getValue)
              .map(links::type)
              .map(Link::text)
              .collect(Collectors.joining(" | "));
      return Stream.of(Link.plain("%s(%s)".formatted(type.getCode(), targets)));
    }
    return Stream.of(links.type(type.getCode()));
  }

  private List<Note> notes(ElementDefinition element) {
    List<Note> notes = new ArrayList<>();
    if (element.hasShort()) {
      notes.add(new Note("", Link.plain(element.getShort())));
    }
    if (element.hasSlicing()) {
      notes.add(new Note("Slices", Link.plain(slicing(element))));
    }
    if (element.hasFixed()) {
      notes.add(new Note("Fixed value", Link.plain(value(element.getFixed()))));
    }
    if (element.hasPattern()) {
      notes.add(new Note("Pattern", Link.plain(value(element.getPattern()))));
    }
    if (element.getBinding().hasValueSet()) {
      notes.add(
          new Note(
              "Binding (%s)".formatted(element.getBinding().getStrength().toCode()),
              links.canonical(element.getBinding().getValueSet())));
    }
    element.getConstraint().stream()
        .filter(ElementTable::isOurs)
        .forEach(one -> notes.add(new Note(one.getKey(), Link.plain(one.getHuman()))));
    return notes;
  }

  private static String slicing(ElementDefinition element) {
    String by =
        element.getSlicing().getDiscriminator().stream()
            .map(one -> "%s of %s".formatted(one.getType().toCode(), one.getPath()))
            .collect(Collectors.joining(", "));
    return "%s by %s".formatted(element.getSlicing().getRules().toCode(), by);
  }

  private static String value(Type value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding().stream()
          .map(ElementTable::value)
          .collect(Collectors.joining(", "));
    }
    if (value instanceof Coding coding) {
      String system = String.valueOf(coding.getSystem());
      return system.substring(system.lastIndexOf('/') + 1) + "#" + coding.getCode();
    }
    return value.isPrimitive() ? value.primitiveValue() : value.fhirType();
  }
}
