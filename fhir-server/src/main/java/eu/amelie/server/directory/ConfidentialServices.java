/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.HealthcareService;

/**
 * What the entry of a service may say, and what of one at a confidential place is told. Guaranteed:
 * no entry has an extension that the profile does not name; of a service at a confidential place
 * nothing is told that {@link ServiceEntryShape} does not list, whatever is stored.
 */
final class ConfidentialServices {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WITH_EXTENSION = Set.of("extension", "modifierExtension");

  /** What the exchange says itself, or drops in silence, as FHIR lets a server do. */
  private static final List<String> OURS = List.of("id", "meta", "text");

  private final FhirContext context;

  ConfidentialServices(FhirContext context) {
    this.context = context;
  }

  /** Another one, which has of the entry what may be told. */
  HealthcareService told(HealthcareService entry) {
    HealthcareService told =
        context
            .newJsonParser()
            .parseResource(HealthcareService.class, ServiceEntryShape.told(tree(entry)).toString());
    told.setId(entry.getIdElement());
    return told;
  }

  /** Whether the entry says something that a confidential place would not let it say. */
  boolean tellsMore(HealthcareService entry) {
    return !untold(entry).isEmpty();
  }

  /** The elements of the entry that are told of no service at a confidential place. */
  Set<String> untold(HealthcareService entry) {
    ObjectNode whole = tree(entry);
    whole.remove(OURS);
    withoutWordsOfCodes(whole);
    ObjectNode told = ServiceEntryShape.told(whole);
    Set<String> untold = new TreeSet<>();
    whole
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().equals(told.get(field.getKey()))) {
                untold.add(element(field.getKey()));
              }
            });
    return untold;
  }

  /** The elements that hold an extension that no entry may have. */
  Set<String> extendedBeyond(HealthcareService entry) {
    ObjectNode whole = tree(entry);
    whole.remove(OURS);
    Set<String> found = new TreeSet<>();
    whole
        .fields()
        .forEachRemaining(
            field -> {
              boolean known =
                  "extension".equals(field.getKey())
                      ? areKnown(
                          field.getValue(), ServiceEntryShape.EXTENSIONS, ServiceEntryShape.PARTS)
                      : !"modifierExtension".equals(field.getKey())
                          && !isExtended(field.getValue());
              if (!known) {
                found.add(element(field.getKey()));
              }
            });
    return found;
  }

  private static boolean areKnown(JsonNode extensions, Set<String> urls, Set<String> ofParts) {
    boolean known = true;
    for (JsonNode extension : extensions) {
      known &= urls.contains(extension.path("url").asText());
      JsonNode parts = extension.path("extension");
      known &= areKnown(parts, ofParts, Set.of());
      ObjectNode value = extension.deepCopy();
      value.remove("extension");
      known &= !isExtended(value);
    }
    return known;
  }

  private static boolean isExtended(JsonNode value) {
    return WITH_EXTENSION.stream().anyMatch(name -> value.findValue(name) != null);
  }

  /** What a code is called is the code system's to say. */
  private static void withoutWordsOfCodes(JsonNode node) {
    if (node.get("coding") instanceof ArrayNode codings) {
      codings.forEach(
          coding -> {
            if (coding instanceof ObjectNode one) {
              one.remove(List.of("display", "version", "userSelected"));
            }
          });
    }
    node.forEach(ConfidentialServices::withoutWordsOfCodes);
  }

  private static String element(String field) {
    return "HealthcareService." + (field.startsWith("_") ? field.substring(1) : field);
  }

  private ObjectNode tree(HealthcareService entry) {
    try {
      return (ObjectNode) JSON.readTree(context.newJsonParser().encodeResourceToString(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The parser writes JSON.", e);
    }
  }
}
