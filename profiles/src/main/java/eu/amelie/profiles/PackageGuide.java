/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.SPDXLicense;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Reference;

/**
 * The ImplementationGuide that a FHIR package carries: what it is made of and rests on, for tools
 * that read packages. The guide for people is made of the same resources.
 */
final class PackageGuide {
  private static final String TERMINOLOGY =
      "http://terminology.hl7.org/ImplementationGuide/hl7.terminology";

  private PackageGuide() {}

  static ImplementationGuide of(List<? extends MetadataResource> resources) {
    ImplementationGuide guide = new ImplementationGuide();
    guide.setId(ConformancePackage.ID);
    guide
        .setUrl(LocalSystem.CANONICAL_ROOT + "/ImplementationGuide/" + ConformancePackage.ID)
        .setVersion(ConformancePackage.VERSION)
        .setName("SupportiveCareExchange")
        .setTitle(ConformancePackage.TITLE)
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setPublisher(ConformancePackage.TITLE)
        .setDescription(ConformancePackage.DESCRIPTION);
    guide
        .setPackageId(ConformancePackage.ID)
        .setLicense(SPDXLicense.fromCode("Apache-2.0"))
        .addFhirVersion(FHIRVersion._4_0_1);
    guide
        .addDependsOn()
        .setUri(TERMINOLOGY)
        .setPackageId(ConformancePackage.TERMINOLOGY)
        .setVersion(ConformancePackage.TERMINOLOGY_VERSION);
    for (MetadataResource resource : resources) {
      guide
          .getDefinition()
          .addResource()
          .setReference(new Reference(resource.fhirType() + "/" + resource.getIdPart()))
          .setName(resource.hasTitle() ? resource.getTitle() : resource.getName())
          .setDescription(resource.getDescription());
    }
    return guide;
  }
}
