/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.ids.DirectoryTypes;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes references to what a caller may not see out of a resource (disclosure E1): without a trace,
 * but where the element must be there, which then says that it is masked. So it does with those to
 * organisations and their services that the caller is not to learn of.
 */
final class HiddenReferences {
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  /** Required by our profiles beyond the base specification. */
  private static final Set<String> REQUIRED =
      Set.of("Task.for", "Task.focus", "Observation.subject");

  private final Predicate<IdType> visible;

  HiddenReferences(Predicate<IdType> visible) {
    this.visible = visible;
  }

  /** Changes the resource in place. */
  void remove(Resource resource) {
    if (resource instanceof Encounter visit) {
      // How many there are, and their ranks, would be all that is left of them.
      visit.getDiagnosis().removeIf(diagnosis -> isHidden(diagnosis.getCondition()));
    }
    within(resource, resource.fhirType());
  }

  private void within(Base element, String path) {
    for (Property property : element.children()) {
      String here = path + "." + property.getName();
      for (Base value : property.getValues()) {
        if (value instanceof Reference reference) {
          check(reference, property.getMinCardinality() > 0 || REQUIRED.contains(here));
        }
        within(value, here);
      }
    }
  }

  private boolean isHidden(Reference reference) {
    IdType target = new IdType(reference.getReference());
    return reference.hasReference()
        && (CaseTypes.contains(target.getResourceType())
            || DirectoryTypes.contains(target.getResourceType()))
        && !visible.test(target);
  }

  private void check(Reference reference, boolean required) {
    if (!isHidden(reference)) {
      return;
    }
    reference.setReference(null);
    reference.setType(null);
    reference.setExtension(null);
    // What it is called would tell as much as its id.
    reference.setDisplay(null);
    reference.setIdentifier(null);
    if (required) {
      reference.addExtension(ABSENT, new CodeType("masked"));
    }
  }
}
