/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Shows every element of a resource, contained ones included, to every rule. The resources in a
 * Bundle's entries are left out: each has a walk of its own.
 */
final class ElementWalk {
  private final List<ElementRule> rules;
  private final List<Finding> findings = new ArrayList<>();

  private ElementWalk(List<ElementRule> rules) {
    this.rules = rules;
  }

  static List<Finding> check(Resource resource, List<ElementRule> rules) {
    ElementWalk walk = new ElementWalk(rules);
    walk.children(resource, resource.fhirType(), resource.fhirType());
    return walk.findings;
  }

  private void children(Base parent, String path, String expression) {
    for (Property property : parent.children()) {
      if (parent instanceof BundleEntryComponent && property.getName().equals("resource")) {
        continue;
      }
      List<Base> values = property.getValues();
      String name = property.getName();
      for (int i = 0; i < values.size(); i++) {
        String index = property.isList() ? "[" + i + "]" : "";
        element(
            values.get(i),
            property,
            path + "." + name,
            expression + "." + name.replace("[x]", "") + index);
      }
    }
  }

  private void element(Base element, Property property, String path, String expression) {
    for (ElementRule rule : rules) {
      rule.check(element, property, path, expression).ifPresent(findings::add);
    }
    children(element, element instanceof Resource ? element.fhirType() : path, expression);
  }
}
