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
import org.hl7.fhir.r4.model.Resource;

/**
 * Entries as FHIR's JSON, where extensions and ids of plain values stand beside them and nothing is
 * overlooked for having no name in the model.
 */
final class EntryTrees {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WITH_EXTENSION = Set.of("extension", "modifierExtension");

  /** What the exchange says itself, or drops in silence, as FHIR lets a server do. */
  private static final List<String> OURS = List.of("id", "meta", "text");

  private final FhirContext context;

  EntryTrees(FhirContext context) {
    this.context = context;
  }

  ObjectNode of(Resource entry) {
    try {
      return (ObjectNode) JSON.readTree(context.newJsonParser().encodeResourceToString(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The parser writes JSON.", e);
    }
  }

  /** What an entry says, without what the exchange says of it. */
  ObjectNode said(Resource entry) {
    ObjectNode whole = of(entry);
    whole.remove(OURS);
    return whole;
  }

  /** The elements of an entry of which something is not in what is told of it. */
  Set<String> untold(Resource entry, ObjectNode told) {
    ObjectNode whole = said(entry);
    withoutWordsOfCodes(whole);
    ObjectNode less = told.deepCopy();
    withoutWordsOfCodes(less);
    Set<String> untold = new TreeSet<>();
    whole
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().equals(less.get(field.getKey()))) {
                untold.add(element(entry, field.getKey()));
              }
            });
    return untold;
  }

  /**
   * The elements that hold an extension that the entry may not have.
   *
   * @param urls of extensions of the entry itself
   * @param parts what the parts of such an extension may be called
   */
  Set<String> extendedBeyond(Resource entry, Set<String> urls, Set<String> parts) {
    Set<String> found = new TreeSet<>();
    said(entry)
        .fields()
        .forEachRemaining(
            field -> {
              boolean known =
                  "extension".equals(field.getKey())
                      ? areKnown(field.getValue(), urls, parts)
                      : !"modifierExtension".equals(field.getKey())
                          && !isExtended(field.getValue());
              if (!known) {
                found.add(element(entry, field.getKey()));
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
    node.forEach(EntryTrees::withoutWordsOfCodes);
  }

  private static String element(Resource entry, String field) {
    return entry.fhirType() + "." + (field.startsWith("_") ? field.substring(1) : field);
  }
}
