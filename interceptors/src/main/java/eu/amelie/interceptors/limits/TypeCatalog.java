/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildAny;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import eu.amelie.interceptors.limits.ElementChild.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;

/**
 * The element names of FHIR R4, compiled from HAPI's definitions without the further names that
 * HAPI's parser takes.
 */
final class TypeCatalog {
  /** R4's data types that may not stand where any type may (datatypes.html, "open type"). */
  private static final Set<String> NOT_OPEN =
      Set.of(
          "xhtml",
          "Extension",
          "Narrative",
          "ElementDefinition",
          "MarketingStatus",
          "Population",
          "ProdCharacteristic",
          "ProductShelfLife",
          "SubstanceAmount");

  /** HAPI gives all conformance resources the names that most of them have. */
  private static final Set<String> NOT_IN_R4 =
      Set.of(
          "ChargeItemDefinition.name",
          "CompartmentDefinition.jurisdiction",
          "CompartmentDefinition.title",
          "EffectEvidenceSynthesis.experimental",
          "Evidence.experimental",
          "EvidenceVariable.experimental",
          "ExampleScenario.description",
          "ExampleScenario.title",
          "GraphDefinition.title",
          "NamingSystem.experimental",
          "NamingSystem.title",
          "NamingSystem.url",
          "NamingSystem.version",
          "RiskEvidenceSynthesis.experimental",
          "SearchParameter.title");

  private final FhirContext context;
  private final Set<String> resources;
  private final ConcurrentHashMap<Class<?>, ElementType> types = new ConcurrentHashMap<>();
  private final ElementType primitive;

  TypeCatalog(FhirContext context) {
    this.context = context;
    this.resources = Set.copyOf(context.getResourceTypes());
    this.primitive = beside();
  }

  /** Null if R4 knows no such type. */
  ElementType resource(String name) {
    return resources.contains(name) ? type(context.getResourceDefinition(name), true) : null;
  }

  /** What stands beside a primitive value: the object under its name with an underscore. */
  ElementType primitive() {
    return primitive;
  }

  private ElementType beside() {
    ElementType extension = type(context.getElementDefinition("Extension"), false);
    return new ElementType(
        "Element",
        false,
        Map.of("id", extension.child("id"), "extension", extension.child("extension")));
  }

  private ElementType type(BaseRuntimeElementDefinition<?> definition, boolean resource) {
    ElementType known = types.get(definition.getImplementingClass());
    if (known == null) {
      // Compiled twice by two threads at worst, with equal outcome.
      known = compile((BaseRuntimeElementCompositeDefinition<?>) definition, resource);
      types.put(definition.getImplementingClass(), known);
    }
    return known;
  }

  private ElementType compile(
      BaseRuntimeElementCompositeDefinition<?> definition, boolean resource) {
    Map<String, ElementChild> children = new LinkedHashMap<>();
    for (BaseRuntimeChildDefinition child : definition.getChildren()) {
      if (child instanceof RuntimeChildExtension) {
        children.put(child.getElementName(), extensions(child));
      } else {
        addNames(definition.getName(), resource, child, children);
      }
    }
    return new ElementType(definition.getName(), resource, children);
  }

  private ElementChild extensions(BaseRuntimeChildDefinition child) {
    return new ElementChild(
        child.getElementName(),
        null,
        true,
        false,
        Kind.COMPOSITE,
        null,
        null,
        () -> type(context.getElementDefinition("Extension"), false));
  }

  private void addNames(
      String parent,
      boolean resource,
      BaseRuntimeChildDefinition child,
      Map<String, ElementChild> children) {
    for (String name : child.getValidChildNames()) {
      BaseRuntimeElementDefinition<?> target = child.getChildByName(name);
      boolean closed = child instanceof RuntimeChildAny && NOT_OPEN.contains(target.getName());
      boolean foreign = NOT_IN_R4.contains(parent + "." + name);
      if (name.equals(nameInR4(child, target)) && !closed && !foreign) {
        children.put(name, child(parent, resource, child, name, target));
      }
    }
  }

  /** HAPI also takes {@code subjectResource}, {@code valuePatient} and the like. */
  private static String nameInR4(
      BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> target) {
    String type = target.getName();
    return child instanceof RuntimeChildChoiceDefinition
        ? child.getElementName() + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1)
        : child.getElementName();
  }

  private ElementChild child(
      String parent,
      boolean resource,
      BaseRuntimeChildDefinition child,
      String name,
      BaseRuntimeElementDefinition<?> target) {
    Kind kind = kind(target);
    boolean container =
        (parent.equals("Bundle") && name.equals("entry"))
            || (parent.equals("Parameters") && name.equals("parameter"));
    return new ElementChild(
        name,
        child instanceof RuntimeChildChoiceDefinition ? child.getElementName() : null,
        child.isMultipleCardinality(),
        container,
        kind,
        kind == Kind.PRIMITIVE ? form(resource, name, target) : null,
        codes(child),
        () -> type(target, false));
  }

  private static PrimitiveForm form(
      boolean resource, String name, BaseRuntimeElementDefinition<?> target) {
    return name.equals("id") && !resource
        ? PrimitiveForm.ELEMENT_ID
        : PrimitiveForm.of(target.getName());
  }

  private static Kind kind(BaseRuntimeElementDefinition<?> target) {
    return switch (target.getChildType()) {
      case ID_DATATYPE, PRIMITIVE_DATATYPE -> Kind.PRIMITIVE;
      case COMPOSITE_DATATYPE, RESOURCE_BLOCK -> Kind.COMPOSITE;
      case RESOURCE, CONTAINED_RESOURCE_LIST -> Kind.RESOURCE;
      case PRIMITIVE_XHTML_HL7ORG -> Kind.XHTML;
      default -> throw new IllegalStateException("A kind of element that R4 does not have");
    };
  }

  private static Set<String> codes(BaseRuntimeChildDefinition child) {
    if (!(child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound)) {
      return null;
    }
    Set<String> codes = new HashSet<>();
    for (Object constant : bound.getBoundEnumType().getEnumConstants()) {
      codes.add(code((IBaseEnumFactory<?>) bound.getInstanceConstructorArguments(), constant));
    }
    codes.remove(null);
    // HAPI's word for a missing code.
    codes.remove("?");
    return Set.copyOf(codes);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static String code(IBaseEnumFactory factory, Object constant) {
    return factory.toCode((Enum) constant);
  }
}
