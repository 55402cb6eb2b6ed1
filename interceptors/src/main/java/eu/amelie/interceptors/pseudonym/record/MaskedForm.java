/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Says where a required element is withheld. An element that the base specification requires, and
 * that is gone, comes back with the data-absent-reason {@code masked} and nothing else.
 *
 * <p>Guaranteed: the outcome depends on what is shown alone, so that it says nothing of what is
 * withheld but that it is there, which its cardinality says already. Not guaranteed: that what was
 * never complete was withheld; it must have been held against its profile when it was stored.
 */
public final class MaskedForm {
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String MASKED = "masked";
  private static final String AS_TEXT = "String";

  private final Model model;
  private final Map<Class<?>, List<BaseRuntimeChildDefinition>> children =
      new ConcurrentHashMap<>();

  public MaskedForm(FhirContext context) {
    this.model = new Model(context);
  }

  /** Changes the resource in place. */
  public void complete(Resource resource) {
    within(resource);
  }

  private void within(IBase node) {
    for (BaseRuntimeChildDefinition child : childrenOf(node)) {
      boolean present = false;
      for (IBase value : child.getAccessor().getValues(node)) {
        if (value != null && !value.isEmpty()) {
          present = true;
          if (!isLeaf(value)) {
            within(value);
          }
        }
      }
      if (!present && child.getMin() > 0) {
        restore(node, child);
      }
    }
  }

  private static boolean isLeaf(IBase value) {
    return value instanceof Extension
        || value instanceof Meta
        || value instanceof Narrative
        || value instanceof XhtmlNode;
  }

  private List<BaseRuntimeChildDefinition> childrenOf(IBase node) {
    return children.computeIfAbsent(
        node.getClass(), type -> model.children(type.asSubclass(IBase.class)));
  }

  private void restore(IBase node, BaseRuntimeChildDefinition child) {
    String name = nameOf(child);
    if (Resource.class.isAssignableFrom(typeOf(child, name))) {
      return;
    }
    IBase value = model.create(child, name, null);
    if (value instanceof BackboneElement) {
      within(value);
    }
    if (value.isEmpty() && value instanceof Element element) {
      element.addExtension(ABSENT, new CodeType(MASKED));
    }
    child.getMutator().setValue(node, null);
    child.getMutator().addValue(node, value);
  }

  /** Of a choice, text says least of what is withheld. */
  private static String nameOf(BaseRuntimeChildDefinition child) {
    if (!Model.isChoice(child)) {
      return child.getElementName();
    }
    return child.getValidChildNames().stream()
        .sorted()
        .filter(name -> name.endsWith(AS_TEXT))
        .findFirst()
        .orElseGet(() -> child.getValidChildNames().stream().sorted().findFirst().orElseThrow());
  }

  private static Class<?> typeOf(BaseRuntimeChildDefinition child, String name) {
    return child.getChildByName(name).getImplementingClass();
  }
}
