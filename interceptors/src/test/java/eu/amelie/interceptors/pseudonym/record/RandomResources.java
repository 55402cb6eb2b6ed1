/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Random resources of any type, built over HAPI's definitions. {@link #NEEDLE} stands in every
 * place that can hold free text; times of day are always {@link #TIME}.
 */
final class RandomResources {
  static final String NEEDLE = "Ñeedle";
  static final String TIME = "13:37:59";
  private static final String OURS =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-";
  private static final String KNOWN_SYSTEM = "urn:x:known";
  private static final String KNOWN_CODE = "code-";
  private static final List<String> EXTENSIONS =
      List.of("safe-contact", "interpreter", "stage", "information-source", "made-up-by-" + NEEDLE);
  private static final List<String> PARTS = List.of("needed", "language", "check", NEEDLE);
  private static final List<String> SCRIPTS =
      List.of("Ωμέγα", "ü", "\uD83D\uDD4A", "\"", "\\", "نور", " ");
  private static final List<String> CONTAINABLE =
      List.of("Patient", "Practitioner", "Observation", "Person", "Location");

  private final FhirContext context;
  private final SplittableRandom random;
  private final int density;

  RandomResources(FhirContext context, long seed) {
    this.context = context;
    this.random = new SplittableRandom(seed);
    this.density = 2 + random.nextInt(8);
  }

  /** As it would come from a client: encoded and parsed once. */
  Resource parsed(String type) {
    Resource made = resource(type);
    made.setId(uuid());
    String json = context.newJsonParser().encodeResourceToString(made);
    return (Resource) context.newJsonParser().parseResource(json);
  }

  /** The vocabulary of these resources. */
  static boolean knows(String system, String code) {
    return KNOWN_SYSTEM.equals(system) && code != null && code.matches(KNOWN_CODE + "[0-9]");
  }

  private Resource resource(String type) {
    Resource resource = (Resource) context.getResourceDefinition(type).newInstance();
    fill(resource, 0);
    if (random.nextInt(3) == 0) {
      for (int i = 0; i < 1 + random.nextInt(2); i++) {
        String inner = CONTAINABLE.get(random.nextInt(CONTAINABLE.size()));
        Resource contained = (Resource) context.getResourceDefinition(inner).newInstance();
        contained.setId("#c" + i);
        fill(contained, 2);
        ((DomainResource) resource).addContained(contained);
      }
    }
    return resource;
  }

  private void fill(IBase node, int depth) {
    var definition =
        (BaseRuntimeElementCompositeDefinition<?>)
            (node instanceof Resource resource
                ? context.getResourceDefinition(resource)
                : context.getElementDefinition(node.getClass()));
    for (BaseRuntimeChildDefinition child : definition.getChildren()) {
      if (chosen(node, child, depth)) {
        int count = child.isMultipleCardinality() ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < count; i++) {
          child.getMutator().addValue(node, value(node, child, depth));
        }
      }
    }
    if (node instanceof Element element) {
      decorate(element, depth);
    }
    if (node instanceof Extension extension) {
      complete(extension, depth);
    }
  }

  private boolean chosen(IBase node, BaseRuntimeChildDefinition child, int depth) {
    String name = child.getElementName();
    boolean elsewhere =
        Set.of("id", "extension", "contained", "implicitRules", "language").contains(name)
            || node instanceof Extension
            || (node instanceof Narrative && name.equals("div"))
            || (node instanceof Meta && Set.of("versionId", "lastUpdated").contains(name));
    return !elsewhere && depth < 6 && random.nextInt(10) < Math.max(1, density - 2 * depth);
  }

  private IBase value(IBase parent, BaseRuntimeChildDefinition child, int depth) {
    if (child instanceof RuntimeChildExtension) {
      Extension modifier = new Extension();
      complete(modifier, depth + 1);
      return modifier;
    }
    List<String> names =
        child.getValidChildNames().stream()
            .filter(name -> !name.endsWith("Xhtml"))
            .sorted()
            .toList();
    BaseRuntimeElementDefinition<?> definition =
        child.getChildByName(names.get(random.nextInt(names.size())));
    IBase value = definition.newInstance(child.getInstanceConstructorArguments());
    if (value instanceof IPrimitiveType<?> primitive) {
      fillPrimitive(primitive, parent, child);
      decorate((Element) value, depth + 1);
    } else if (value instanceof Narrative narrative) {
      narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + NEEDLE + "</div>");
      narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
    } else {
      fill(value, depth + 1);
      meanSomething(value);
    }
    return value;
  }

  /** Half of all codes are of the vocabulary. */
  private void meanSomething(IBase value) {
    if (value instanceof Coding coding && random.nextBoolean()) {
      coding.setSystem(KNOWN_SYSTEM).setCode(KNOWN_CODE + random.nextInt(9));
    } else if (value instanceof Quantity quantity && random.nextBoolean()) {
      quantity.setSystem(KNOWN_SYSTEM).setCode(KNOWN_CODE + random.nextInt(9));
    }
  }

  private void fillPrimitive(
      IPrimitiveType<?> primitive, IBase parent, BaseRuntimeChildDefinition child) {
    String name = child.getElementName();
    if (primitive instanceof Enumeration<?>) {
      primitive.setValueAsString(anyCode(child));
    } else if (parent instanceof Reference && name.equals("reference")) {
      primitive.setValueAsString(reference());
    } else {
      primitive.setValueAsString(text(typeName(primitive)));
    }
  }

  private String reference() {
    return switch (random.nextInt(4)) {
      case 0 -> "Patient/" + uuid();
      case 1 -> "Organization/hospital-one";
      case 2 -> "urn:uuid:" + uuid();
      default -> "https://elsewhere.example.org/Patient/" + NEEDLE;
    };
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String anyCode(BaseRuntimeChildDefinition child) {
    var factory = (IBaseEnumFactory<?>) child.getInstanceConstructorArguments();
    Class<?> type =
        ((ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition) child)
            .getBoundEnumType();
    for (Object constant : type.getEnumConstants()) {
      String code = toCode(factory, constant);
      if (code != null && !code.equals("?") && random.nextBoolean()) {
        return code;
      }
    }
    return toCode(factory, type.getEnumConstants()[0]);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static String toCode(IBaseEnumFactory factory, Object constant) {
    return factory.toCode((Enum) constant);
  }

  private String typeName(IBase value) {
    return context.getElementDefinition(value.getClass()).getName();
  }

  private String text(String type) {
    return switch (type) {
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "integer", "positiveInt", "unsignedInt" -> Integer.toString(1 + random.nextInt(99));
      case "decimal" -> random.nextInt(99) + ".50";
      case "date" -> "19" + (10 + random.nextInt(80)) + "-0" + (1 + random.nextInt(9)) + "-28";
      case "dateTime" ->
          random.nextBoolean()
              ? "2026-03"
              : "2026-03-0" + (1 + random.nextInt(9)) + "T" + TIME + "+02:00";
      case "instant" -> "2026-03-0" + (1 + random.nextInt(9)) + "T" + TIME + ".123Z";
      case "time" -> TIME;
      case "base64Binary" -> "TmVlZGxl";
      case "code" -> NEEDLE + random.nextInt(9);
      case "uri", "url", "canonical", "oid", "uuid" -> "urn:x:" + NEEDLE + random.nextInt(9);
      case "id" -> "id-" + random.nextInt(9);
      default -> "a" + NEEDLE + SCRIPTS.get(random.nextInt(SCRIPTS.size())) + random.nextInt(99);
    };
  }

  /** Element ids and extensions, on primitives and composites alike. */
  private void decorate(Element element, int depth) {
    if (element instanceof Extension || random.nextInt(12) > 0) {
      return;
    }
    element.setId("e" + NEEDLE + random.nextInt(9));
    for (int i = 0; i < random.nextInt(3) && depth < 6; i++) {
      complete(element.addExtension(), depth + 1);
    }
  }

  private void complete(Extension extension, int depth) {
    boolean ours = random.nextBoolean();
    extension.setUrl(
        ours
            ? OURS + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()))
            : "urn:x:" + NEEDLE + random.nextInt(3));
    if (random.nextInt(3) == 0 && depth < 5) {
      Extension part = extension.addExtension();
      complete(part, depth + 2);
      part.setUrl(PARTS.get(random.nextInt(PARTS.size())));
    } else {
      var child = context.getElementDefinition(Extension.class);
      var value = ((BaseRuntimeElementCompositeDefinition<?>) child).getChildByName("value[x]");
      List<String> types =
          List.of(
              "valueCodeableConcept",
              "valueBoolean",
              "valueCode",
              "valueDateTime",
              "valueString",
              "valueHumanName",
              "valueReference");
      IBase made = value.getChildByName(types.get(random.nextInt(types.size()))).newInstance();
      if (made instanceof IPrimitiveType<?> primitive) {
        primitive.setValueAsString(text(typeName(made)));
      } else {
        while (made.isEmpty()) {
          fill(made, 4);
        }
      }
      value.getMutator().setValue(extension, made);
    }
  }
}
