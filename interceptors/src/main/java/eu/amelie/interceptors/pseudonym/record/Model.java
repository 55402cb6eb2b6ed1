/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;

/** Uniform access to the children of any R4 element, primitives included. */
final class Model {
  private final FhirContext context;
  private final List<BaseRuntimeChildDefinition> ofPrimitives;

  Model(FhirContext context) {
    this.context = context;
    // Declared on Element, so these two accessors serve primitives as well, which HAPI's own
    // definitions treat as leaves.
    var element =
        (BaseRuntimeElementCompositeDefinition<?>) context.getElementDefinition(Coding.class);
    this.ofPrimitives = List.of(element.getChildByName("id"), element.getChildByName("extension"));
  }

  /** One present child: its place and its value; index -1 where the child is not a list. */
  record Member(BaseRuntimeChildDefinition child, String name, int index, IBase value) {}

  BaseRuntimeElementDefinition<?> definition(Class<? extends IBase> type) {
    return IBaseResource.class.isAssignableFrom(type)
        ? context.getResourceDefinition(type.asSubclass(IBaseResource.class))
        : context.getElementDefinition(type);
  }

  BaseRuntimeElementCompositeDefinition<?> resource(String type) {
    return context.getResourceDefinition(type);
  }

  List<BaseRuntimeChildDefinition> children(IBase node) {
    return children(node.getClass());
  }

  List<BaseRuntimeChildDefinition> children(Class<? extends IBase> type) {
    if (definition(type) instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      return composite.getChildren();
    }
    return Element.class.isAssignableFrom(type) ? ofPrimitives : List.of();
  }

  BaseRuntimeChildDefinition child(IBase node, String name) {
    BaseRuntimeChildDefinition found = null;
    if (definition(node.getClass()) instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      found = composite.getChildByName(name);
    } else {
      for (BaseRuntimeChildDefinition child : children(node)) {
        found = child.getElementName().equals(name) ? child : found;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("No element of this name in " + node.fhirType());
    }
    return found;
  }

  /** Creates an empty value of the child; the type is needed only for resources. */
  IBase create(BaseRuntimeChildDefinition child, String name, String type) {
    if (type != null) {
      return context.getResourceDefinition(type).newInstance();
    }
    // HAPI's definition of modifierExtension does not know its own type.
    return child instanceof RuntimeChildExtension
        ? new Extension()
        : child.getChildByName(name).newInstance(child.getInstanceConstructorArguments());
  }

  /** All children that are present, in the order of the definition. */
  List<Member> members(IBase node) {
    List<Member> members = new ArrayList<>();
    children(node).forEach(child -> addMembers(node, child, members));
    return members;
  }

  List<Member> members(IBase node, BaseRuntimeChildDefinition child) {
    List<Member> members = new ArrayList<>();
    addMembers(node, child, members);
    return members;
  }

  private static void addMembers(
      IBase node, BaseRuntimeChildDefinition child, List<Member> members) {
    List<IBase> values = child.getAccessor().getValues(node);
    boolean list = isList(child);
    for (int i = 0; i < values.size(); i++) {
      IBase value = values.get(i);
      if (value != null && !value.isEmpty()) {
        members.add(new Member(child, name(child, value), list ? i : -1, value));
      }
    }
  }

  static boolean isList(BaseRuntimeChildDefinition child) {
    return child.isMultipleCardinality();
  }

  /** To HAPI, extensions are choices too, of one type. */
  static boolean isChoice(BaseRuntimeChildDefinition child) {
    return child instanceof RuntimeChildChoiceDefinition
        && !(child instanceof RuntimeChildExtension);
  }

  static String name(BaseRuntimeChildDefinition child, IBase value) {
    return isChoice(child)
        ? child.getChildNameByDatatype(value.getClass())
        : child.getElementName();
  }
}
