/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** The referral that ships with the sandbox, as the pipeline has it: under literal ids. */
final class Referral {
  private Referral() {}

  static List<Resource> resources(FhirContext context) {
    Map<String, String> references = new TreeMap<>();
    for (BundleEntryComponent entry : bundle(context).getEntry()) {
      references.put(entry.getFullUrl(), entry.getResource().fhirType() + "/" + UUID.randomUUID());
    }
    String json = context.newJsonParser().encodeResourceToString(bundle(context));
    for (Map.Entry<String, String> reference : references.entrySet()) {
      json =
          json.replace(
              "\"reference\":\"" + reference.getKey() + "\"",
              "\"reference\":\"" + reference.getValue() + "\"");
    }
    return context.newJsonParser().parseResource(Bundle.class, json).getEntry().stream()
        .map(
            entry -> {
              Resource resource = entry.getResource();
              resource.setId(new IdType(references.get(entry.getFullUrl())));
              resource.setMeta(null);
              return resource;
            })
        .toList();
  }

  private static Bundle bundle(FhirContext context) {
    try (InputStream in = Referral.class.getResourceAsStream("/sandbox/referral-bundle.json");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return context.newJsonParser().parseResource(Bundle.class, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
