/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.AllowList.Line;
import eu.amelie.interceptors.pseudonym.record.AllowList.Rule;
import eu.amelie.interceptors.pseudonym.record.Treatment.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;

/** Turns allow-lists into shapes, once, at start. */
final class ShapeCompiler {
  private record DatatypeKey(String type, Rule rule, IdentityLabel label) {}

  /** Means something only by its code: a number does not without its unit. */
  private static final Set<String> CODED = Set.of("Coding", "Quantity");

  private final Model model;
  private final AllowList datatypes;
  private final Map<DatatypeKey, Shape> byDatatype = new HashMap<>();

  ShapeCompiler(Model model, AllowList datatypes) {
    this.model = model;
    this.datatypes = datatypes;
  }

  Shape compile(String type, AllowList list) {
    Shape shape = new ResourceCompiler(list).shape(model.resource(type), "", null);
    list.requireAllUsed();
    return shape;
  }

  /** The treatment of a datatype under a rule; of a composite, what the datatypes' file keeps. */
  Treatment datatype(BaseRuntimeElementDefinition<?> element, Rule rule, IdentityLabel label) {
    if (!(element instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
      return primitive(element, rule, label);
    }
    String listed = listedName(composite.getImplementingClass());
    DatatypeKey key = new DatatypeKey(composite.getName(), rule, label);
    Shape known = byDatatype.get(key);
    if (known == null) {
      known = new Shape();
      byDatatype.put(key, known);
      known.fill(datatypeParts(composite, listed, rule, label));
    }
    return CODED.contains(listed)
        ? new Treatment(Kind.CODED, known, nothingOf(composite, label), label)
        : Treatment.inside(known, label);
  }

  private static Shape nothingOf(
      BaseRuntimeElementCompositeDefinition<?> composite, IdentityLabel label) {
    Shape nothing = new Shape();
    nothing.fill(
        composite.getChildren().stream()
            .map(child -> new Shape.Part(child, Map.of(), Treatment.off(label)))
            .toList());
    return nothing;
  }

  private List<Shape.Part> datatypeParts(
      BaseRuntimeElementCompositeDefinition<?> composite,
      String listed,
      Rule rule,
      IdentityLabel label) {
    List<Shape.Part> parts = new ArrayList<>();
    for (BaseRuntimeChildDefinition child : composite.getChildren()) {
      String name = child.getElementName();
      Line line = datatypes.line(listed + ".", name);
      Treatment treatment = fallback(name, label);
      if (line != null) {
        boolean reference = listed.equals("Reference") && name.equals("reference");
        treatment =
            reference
                ? Treatment.of(Kind.REFERENCE, label)
                : datatype(child.getChildByName(name), rule, label);
      }
      parts.add(new Shape.Part(child, Map.of(), treatment));
    }
    return parts;
  }

  private String listedName(Class<?> type) {
    for (Class<?> next = type; next != Object.class; next = next.getSuperclass()) {
      String name = next.getSimpleName();
      if (datatypes.reachesBelow(name)) {
        return name;
      }
    }
    throw new IllegalStateException("No rule for the parts of " + type.getSimpleName());
  }

  private static Treatment primitive(
      BaseRuntimeElementDefinition<?> element, Rule rule, IdentityLabel label) {
    boolean date =
        org.hl7.fhir.r4.model.BaseDateTimeType.class.isAssignableFrom(
            element.getImplementingClass());
    Kind kind =
        switch (rule) {
          case DAY -> date ? Kind.DAY : Kind.VALUE;
          case YEAR -> date ? Kind.YEAR : Kind.VALUE;
          case COUNTRY -> Kind.COUNTRY;
          case REGION -> Kind.REGION;
          default -> Kind.VALUE;
        };
    return Treatment.of(kind, label);
  }

  private static Treatment fallback(String name, IdentityLabel label) {
    return switch (name) {
      case "extension" -> Treatment.of(Kind.EXTENSION, label);
      case "modifierExtension" -> Treatment.of(Kind.MODIFIER, label);
      default -> Treatment.off(label);
    };
  }

  /** Compiles the elements of one resource type, whose paths its own allow-list spells out. */
  private final class ResourceCompiler {
    private final AllowList list;
    private final Map<String, Shape> byPath = new LinkedHashMap<>();

    ResourceCompiler(AllowList list) {
      this.list = list;
    }

    Shape shape(
        BaseRuntimeElementCompositeDefinition<?> composite, String prefix, IdentityLabel label) {
      Shape shape = new Shape();
      byPath.put(prefix, shape);
      List<Shape.Part> parts = new ArrayList<>();
      for (BaseRuntimeChildDefinition child : composite.getChildren()) {
        parts.add(part(child, prefix, label));
      }
      shape.fill(parts);
      return shape;
    }

    private Shape.Part part(BaseRuntimeChildDefinition child, String prefix, IdentityLabel label) {
      String name = child.getElementName();
      if (prefix.isEmpty() && name.equals("id")) {
        return new Shape.Part(child, Map.of(), Treatment.of(Kind.VALUE, null));
      }
      if (!Model.isChoice(child)) {
        Line line = list.line(prefix, name);
        return new Shape.Part(
            child,
            Map.of(),
            line == null
                ? fallback(name, label)
                : treatment(child.getChildByName(name), line, label));
      }
      Map<String, Treatment> byName = new HashMap<>();
      for (String choice : child.getValidChildNames()) {
        Line line = list.line(prefix, choice);
        if (line != null) {
          byName.put(choice, treatment(child.getChildByName(choice), line, label));
        }
      }
      return new Shape.Part(child, Map.copyOf(byName), Treatment.off(label));
    }

    private Treatment treatment(
        BaseRuntimeElementDefinition<? extends IBase> element, Line line, IdentityLabel inherited) {
      IdentityLabel label = line.label() == null ? inherited : line.label();
      if (line.rule() == Rule.AS) {
        return Treatment.inside(sameAs(line), label);
      }
      boolean deeper = list.reachesBelow(line.path());
      if (deeper && element instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
        Shape shape = shape(composite, line.path() + ".", label);
        return line.rule() == Rule.CONTACT
            ? Treatment.contact(shape, label)
            : Treatment.inside(shape, label);
      }
      if (line.rule() == Rule.CONTACT) {
        return Treatment.contact(null, label);
      }
      return line.rule() == Rule.OFF ? Treatment.off(label) : datatype(element, line.rule(), label);
    }

    private Shape sameAs(Line line) {
      Shape shape = byPath.get(line.target() + ".");
      if (shape == null) {
        throw new IllegalStateException(line.path() + " as unknown " + line.target());
      }
      return shape;
    }
  }
}
