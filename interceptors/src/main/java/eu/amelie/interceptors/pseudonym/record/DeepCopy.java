/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Copies elements whole. The model's own {@code copy()} loses ids and extensions of codes and of
 * base64, and with them what a client sent.
 */
final class DeepCopy {
  /** What a class needs to be copied; asked thousands of times for each Bundle. */
  private record Plan(BaseRuntimeChildDefinition[] children, Constructor<? extends IBase> maker) {}

  private final Model model;
  private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();

  DeepCopy(Model model) {
    this.model = model;
  }

  Resource resource(Resource source) {
    return (Resource) element(source);
  }

  IBase element(IBase source) {
    Plan plan = plan(source);
    IBase target = made(plan);
    fill(source, target, plan);
    return target;
  }

  private void fill(IBase source, IBase target, Plan plan) {
    if (source instanceof IPrimitiveType<?> from && target instanceof IPrimitiveType<?> to) {
      to.setValueAsString(from.getValueAsString());
      if (source instanceof Element element && !element.hasId() && !element.hasExtension()) {
        return;
      }
    }
    for (BaseRuntimeChildDefinition child : plan.children()) {
      List<IBase> values = child.getAccessor().getValues(source);
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) != null) {
          child.getMutator().addValue(target, child(child, values.get(i)));
        }
      }
    }
  }

  private IBase child(BaseRuntimeChildDefinition child, IBase value) {
    if (value instanceof XhtmlNode narrative) {
      return narrative.copy();
    }
    if (value instanceof Enumeration<?>) {
      // Only its place knows which codes it can have.
      IBase copy = model.create(child, Model.name(child, value), null);
      fill(value, copy, plan(value));
      return copy;
    }
    return element(value);
  }

  private Plan plan(IBase node) {
    Plan known = plans.get(node.getClass());
    if (known == null) {
      known =
          new Plan(
              model.children(node).toArray(BaseRuntimeChildDefinition[]::new),
              maker(node.getClass()));
      plans.put(node.getClass(), known);
    }
    return known;
  }

  private static Constructor<? extends IBase> maker(Class<? extends IBase> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Cannot be made anew: " + type.getSimpleName(), e);
    }
  }

  private static IBase made(Plan plan) {
    try {
      return plan.maker().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot be made anew", e);
    }
  }
}
