/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;

/**
 * A Bundle without the bulk of what its entries hold, for what is to be said of the Bundle itself:
 * rules about a Bundle read whom and what its entries are about, and not what they say.
 */
final class BundleShell {
  /** Of other kinds of Bundles more is read. */
  private static final Set<BundleType> KINDS = EnumSet.of(BundleType.TRANSACTION, BundleType.BATCH);

  static final Set<String> BULK =
      Set.of(
          "text",
          "contained",
          "telecom",
          "address",
          "contact",
          "communication",
          "provision",
          "component",
          "note",
          "content",
          "item",
          "reasonCode",
          "performer");

  private BundleShell() {}

  /**
   * Shares its elements with the Bundle, and is only to be read. Where that is of another kind, it
   * is the Bundle itself.
   */
  static Bundle of(Bundle bundle) {
    if (!KINDS.contains(bundle.getType())) {
      return bundle;
    }
    Bundle shell = new Bundle();
    take(bundle, shell, Set.of("entry"));
    for (BundleEntryComponent entry : bundle.getEntry()) {
      BundleEntryComponent bare = shell.addEntry();
      take(entry, bare, Set.of("resource"));
      if (entry.hasResource()) {
        Resource resource = entry.getResource();
        bare.setResource(ResourceFactory.createResource(resource.fhirType()));
        take(resource, bare.getResource(), BULK);
      }
    }
    return shell;
  }

  private static void take(Base from, Base to, Set<String> without) {
    for (Property property : from.children()) {
      if (!without.contains(property.getName())) {
        property.getValues().forEach(value -> to.setProperty(property.getName(), value));
      }
    }
  }
}
