/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.sushi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Makes the base package {@code hl7.fhir.r4.core#4.0.1} that the FSH compiler looks for in its
 * cache out of the definitions that HAPI ships, so that no package registry is asked.
 */
public final class CorePackage {
  private static final String ROOT = "/org/hl7/fhir/r4/model/";
  private static final List<String> BUNDLES =
      List.of(
          "profile/profiles-resources.xml",
          "profile/profiles-types.xml",
          "profile/profiles-others.xml",
          "extension/extension-definitions.xml",
          "valueset/valuesets.xml",
          "valueset/v3-codesystems.xml",
          "valueset/v2-tables.xml");
  private static final String MANIFEST =
      """
      {"name": "hl7.fhir.r4.core", "version": "4.0.1", "fhirVersions": ["4.0.1"], "type": "Core"}
      """;

  private CorePackage() {}

  /**
   * @param args the home directory to fill
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]).resolve(".fhir/packages/hl7.fhir.r4.core#4.0.1/package");
    Path manifest = target.resolve("package.json");
    if (Files.exists(manifest)) {
      return;
    }
    Files.createDirectories(target);
    for (String bundle : BUNDLES) {
      write(bundle, target);
    }
    Files.writeString(manifest, MANIFEST);
  }

  private static void write(String name, Path target) throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    IParser json = context.newJsonParser();
    Bundle bundle;
    try (InputStream in = CorePackage.class.getResourceAsStream(ROOT + name)) {
      bundle = context.newXmlParser().parseResource(Bundle.class, in);
    }
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      if (resource != null && resource.getIdElement().hasIdPart()) {
        String file = "%s-%s.json".formatted(resource.fhirType(), resource.getIdPart());
        Files.writeString(target.resolve(file), json.encodeResourceToString(resource));
      }
    }
  }
}
