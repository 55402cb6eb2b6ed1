/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.interceptors.access.Presentation;
import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.access.Presentation.Summary;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes a resource as asked for. It can leave out of what was decided and masked, nothing else.
 */
final class Encoding {
  private final FhirContext context;

  Encoding(FhirContext context) {
    this.context = context;
  }

  byte[] encode(Resource resource, Format format, Presentation presentation) {
    IParser parser = format == Format.XML ? context.newXmlParser() : context.newJsonParser();
    parser.setPrettyPrint(presentation.pretty());
    // References go out as they stand: bare, and by version where they name one.
    parser.setStripVersionsFromReferences(false);
    if (!(resource instanceof OperationOutcome)) {
      reduce(parser, resource, presentation);
    }
    return parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
  }

  private static void reduce(IParser parser, Resource resource, Presentation presentation) {
    if (resource instanceof Bundle) {
      parser.setEncodeElementsAppliesToChildResourcesOnly(true);
    }
    Summary summary = presentation.summary();
    if (summary == Summary.TRUE) {
      parser.setSummaryMode(true);
    } else if (summary == Summary.DATA) {
      parser.setSuppressNarratives(true);
    } else if (summary == Summary.TEXT) {
      parser.setEncodeElements(Set.of("*.text", "*.id", "*.meta", "*.(mandatory)"));
    } else if (!presentation.elements().isEmpty()) {
      parser.setEncodeElements(elements(presentation.elements()));
    }
  }

  private static Set<String> elements(List<String> names) {
    Set<String> elements = new HashSet<>(Set.of("*.(mandatory)"));
    names.forEach(name -> elements.add("*." + name));
    return elements;
  }
}
