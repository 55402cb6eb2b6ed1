/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the entry of a service that works at a confidential place may say, by allow-list: what it is
 * called, and what is said in codes. Guaranteed: no words, no numbers to call, no identifiers and
 * no extensions but the exchange's own, wherever they stand. Not guaranteed: that what it is called
 * says nothing of where it is.
 *
 * <p>It works on FHIR's JSON, where extensions and ids of plain values stand beside them and are
 * taken out with what is not listed.
 */
final class ServiceEntryShape {
  private static final String OWN = "https://fhir.example.org/supportive-care/StructureDefinition/";

  /** The extensions that an entry may have at all (profile sc-service). */
  static final Set<String> EXTENSIONS =
      Set.of(
          OWN + "sc-served-country",
          OWN + "sc-served-age",
          OWN + "sc-served-gender",
          OWN + "sc-capacity",
          OWN + "sc-delivery-mode");

  /** What the parts of an extension that has parts are called. */
  static final Set<String> PARTS = Set.of("mode", "switch");

  private static final Pattern CODE = Pattern.compile("\\S{1,64}");
  private static final List<String> SYSTEMS =
      List.of(
          "https://fhir.example.org/supportive-care/",
          "http://terminology.hl7.org/",
          "http://hl7.org/fhir/",
          "http://snomed.info/sct",
          "urn:iso:std:iso:3166",
          "urn:ietf:bcp:47");

  private sealed interface Shape {
    JsonNode kept(JsonNode value);
  }

  /** A plain value that fits. */
  private record Plain(Predicate<String> fits) implements Shape {
    @Override
    public JsonNode kept(JsonNode value) {
      return value.isValueNode() && fits.test(value.asText()) ? value : null;
    }
  }

  /** An element with what is listed of it; none where nothing is left. */
  private record Element(Map<String, Shape> children, Predicate<JsonNode> fits) implements Shape {
    @Override
    public JsonNode kept(JsonNode value) {
      if (!(value instanceof ObjectNode whole) || !fits.test(whole)) {
        return null;
      }
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      whole
          .fields()
          .forEachRemaining(
              field -> {
                Shape shape = children.get(field.getKey());
                JsonNode child = shape == null ? null : each(shape, field.getValue());
                if (child != null) {
                  kept.set(field.getKey(), child);
                }
              });
      return kept.isEmpty() ? null : kept;
    }
  }

  private static final Shape ANY = new Plain(value -> true);
  private static final Shape CODING =
      element(
          Map.of("system", ANY, "code", ANY),
          coding -> isCode(coding.path("system").asText(), coding.path("code").asText()));
  private static final Shape CONCEPT = element(Map.of("coding", CODING), any -> true);
  private static final Shape REFERENCE = element(Map.of("reference", ANY), any -> true);
  private static final Shape PART =
      element(
          Map.of("url", ANY, "valueCodeableConcept", CONCEPT),
          part -> PARTS.contains(part.path("url").asText()));
  private static final Shape EXTENSION =
      element(
          Map.of(
              "url",
              ANY,
              "valueCodeableConcept",
              CONCEPT,
              "valueCode",
              new Plain(code -> CODE.matcher(code).matches()),
              "extension",
              PART),
          extension -> EXTENSIONS.contains(extension.path("url").asText()));
  private static final Shape ENTRY =
      element(
          Map.ofEntries(
              Map.entry("resourceType", ANY),
              Map.entry("id", ANY),
              Map.entry("extension", EXTENSION),
              Map.entry("active", ANY),
              Map.entry("providedBy", REFERENCE),
              Map.entry("category", CONCEPT),
              Map.entry("type", CONCEPT),
              Map.entry("specialty", CONCEPT),
              Map.entry("location", REFERENCE),
              Map.entry("name", ANY),
              Map.entry("coverageArea", REFERENCE),
              Map.entry("serviceProvisionCode", CONCEPT),
              Map.entry("eligibility", element(Map.of("code", CONCEPT), any -> true)),
              Map.entry("program", CONCEPT),
              Map.entry("characteristic", CONCEPT),
              Map.entry("communication", CONCEPT),
              Map.entry("referralMethod", CONCEPT),
              Map.entry("appointmentRequired", ANY),
              Map.entry("endpoint", REFERENCE),
              Map.entry(
                  "availableTime",
                  element(
                      Map.of(
                          "daysOfWeek",
                          ANY,
                          "allDay",
                          ANY,
                          "availableStartTime",
                          ANY,
                          "availableEndTime",
                          ANY),
                      any -> true))),
          any -> true);

  private ServiceEntryShape() {}

  /** Whether a code is one of a system that has codes and no words. */
  static boolean isCode(String system, String code) {
    return system != null
        && code != null
        && SYSTEMS.stream().anyMatch(system::startsWith)
        && CODE.matcher(code).matches();
  }

  private static Shape element(Map<String, Shape> children, Predicate<JsonNode> fits) {
    return new Element(children, fits);
  }

  private static JsonNode each(Shape shape, JsonNode value) {
    if (!value.isArray()) {
      return shape.kept(value);
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : value) {
      JsonNode one = shape.kept(item);
      if (one != null) {
        kept.add(one);
      }
    }
    return kept.isEmpty() ? null : kept;
  }

  /** Another tree, with what may be told of the entry. */
  static ObjectNode told(ObjectNode entry) {
    return (ObjectNode) ENTRY.kept(entry);
  }
}
