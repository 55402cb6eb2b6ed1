/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.profiles.questionnaires.Questionnaires;
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

/**
 * All conformance resources of the exchange: profiles, operations and search parameters as the FSH
 * compiler made them, terminology as its module makes it, questionnaires as their tables have it;
 * all with their translations.
 */
final class ConformancePackage {
  static final String ID = "eu.amelie.supportive-care";
  static final String VERSION = "0.1.0";
  static final String TITLE = "Supportive Care Exchange";
  static final String DESCRIPTION =
      "Profiles of a FHIR R4 exchange between hospitals and support services.";

  /** Has what R4 does not know yet: the label IDS of v3-ActCode. */
  static final String TERMINOLOGY = "hl7.terminology.r4";

  static final String TERMINOLOGY_VERSION = "6.3.0";

  private static final String DIRECTORY = "/conformance/";

  private ConformancePackage() {}

  private static List<MetadataResource> compiled(FhirContext context) {
    IParser parser = context.newJsonParser();
    Wordings wordings = Wordings.load();
    try (BufferedReader index = open("index.txt")) {
      List<MetadataResource> compiled = new ArrayList<>();
      for (String name : index.lines().toList()) {
        try (BufferedReader file = open(name)) {
          MetadataResource definition = (MetadataResource) parser.parseResource(file);
          wordings.translate(definition);
          compiled.add(definition);
        }
      }
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<MetadataResource> all(FhirContext context, TerminologyCatalog terminology) {
    List<MetadataResource> all = new ArrayList<>(compiled(context));
    all.addAll(terminology.codeSystems());
    all.addAll(terminology.valueSets());
    all.addAll(terminology.conceptMaps());
    all.addAll(Questionnaires.of(terminology));
    Sentences sentences = Sentences.load();
    all.forEach(sentences::translate);
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
