/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Copies elements whole. The model's own {@code copy()} loses ids and extensions of codes and of
 * base64, and with them what a client sent.
 */
final class DeepCopy {
  private final Model model;

  DeepCopy(Model model) {
    this.model = model;
  }

  Resource resource(Resource source) {
    Resource target = (Resource) model.definition(source.getClass()).newInstance();
    fill(source, target);
    return target;
  }

  IBase element(IBase source) {
    IBase target = model.definition(source.getClass()).newInstance();
    fill(source, target);
    return target;
  }

  private void fill(IBase source, IBase target) {
    if (source instanceof IPrimitiveType<?> from && target instanceof IPrimitiveType<?> to) {
      to.setValueAsString(from.getValueAsString());
    }
    for (BaseRuntimeChildDefinition child : model.children(source)) {
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
    String type = value instanceof Resource ? ((Base) value).fhirType() : null;
    IBase copy = model.create(child, Model.name(child, value), type);
    fill(value, copy);
    return copy;
  }
}
