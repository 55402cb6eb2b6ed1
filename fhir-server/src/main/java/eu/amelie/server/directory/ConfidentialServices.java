/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.KnownCodes;
import java.util.Set;
import org.hl7.fhir.r4.model.HealthcareService;

/**
 * What the entry of a service may say, and what of one at a confidential place is told. Guaranteed:
 * no entry has an extension that the profile does not name; of a service at a confidential place
 * nothing is told that {@link ServiceEntryShape} does not list, whatever is stored.
 */
final class ConfidentialServices {
  private final FhirContext context;
  private final EntryTrees trees;
  private final ServiceEntryShape shape;

  ConfidentialServices(FhirContext context, KnownCodes known) {
    this.context = context;
    this.trees = new EntryTrees(context);
    this.shape = new ServiceEntryShape(known);
  }

  /** Another one, which has of the entry what may be told. */
  HealthcareService told(HealthcareService entry) {
    HealthcareService told =
        context
            .newJsonParser()
            .parseResource(HealthcareService.class, shape.told(trees.of(entry)).toString());
    told.setId(entry.getIdElement());
    return told;
  }

  /** Whether the entry says something that a confidential place would not let it say. */
  boolean tellsMore(HealthcareService entry) {
    return !untold(entry).isEmpty();
  }

  /** The elements of the entry that are told of no service at a confidential place. */
  Set<String> untold(HealthcareService entry) {
    return trees.untold(entry, shape.told(trees.said(entry)));
  }

  /** The elements that hold an extension that no entry may have. */
  Set<String> extendedBeyond(HealthcareService entry) {
    return trees.extendedBeyond(entry, ServiceEntryShape.EXTENSIONS, ServiceEntryShape.PARTS);
  }
}
