/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.terminology.TerminologyCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * All conformance resources of the exchange: StructureDefinitions as the FSH compiler made them,
 * CodeSystems and ValueSets as the terminology module makes them.
 */
final class ConformancePackage {
  static final String ID = "eu.amelie.supportive-care";
  static final String VERSION = "0.1.0";

  private static final String DIRECTORY = "/conformance/";

  private ConformancePackage() {}

  static List<StructureDefinition> structures(FhirContext context) {
    IParser parser = context.newJsonParser();
    try (BufferedReader index = open("index.txt")) {
      List<StructureDefinition> structures = new ArrayList<>();
      for (String name : index.lines().toList()) {
        try (BufferedReader file = open(name)) {
          structures.add(parser.parseResource(StructureDefinition.class, file));
        }
      }
      return structures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<MetadataResource> all(FhirContext context, TerminologyCatalog terminology) {
    List<MetadataResource> all = new ArrayList<>(structures(context));
    all.addAll(terminology.codeSystems());
    all.addAll(terminology.valueSets());
    return List.copyOf(all);
  }

  private static BufferedReader open(String name) {
    InputStream in = ConformancePackage.class.getResourceAsStream(DIRECTORY + name);
    if (in == null) {
      throw new IllegalStateException("Not in the conformance package: " + name);
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
