/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.amelie.profiles.KnownCodes;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

  private static final String GENDERS = "http://hl7.org/fhir/administrative-gender";

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
  private static final Shape REFERENCE = element(Map.of("reference", ANY), any -> true);

  private final Shape entry;

  ServiceEntryShape(KnownCodes known) {
    Shape coding =
        element(
            Map.of("system", ANY, "code", ANY),
            one -> known.contains(one.path("system").asText(), one.path("code").asText()));
    Shape concept = element(Map.of("coding", coding), any -> true);
    Shape part =
        element(
            Map.of("url", ANY, "valueCodeableConcept", concept),
            one -> PARTS.contains(one.path("url").asText()));
    Shape extension =
        element(
            Map.of(
                "url",
                ANY,
                "valueCodeableConcept",
                concept,
                "valueCode",
                new Plain(code -> known.contains(GENDERS, code)),
                "extension",
                part),
            one -> EXTENSIONS.contains(one.path("url").asText()));
    entry =
        element(
            Map.ofEntries(
                Map.entry("resourceType", ANY),
                Map.entry("id", ANY),
                Map.entry("extension", extension),
                Map.entry("active", ANY),
                Map.entry("providedBy", REFERENCE),
                Map.entry("category", concept),
                Map.entry("type", concept),
                Map.entry("specialty", concept),
                Map.entry("location", REFERENCE),
                Map.entry("name", ANY),
                Map.entry("coverageArea", REFERENCE),
                Map.entry("serviceProvisionCode", concept),
                Map.entry("eligibility", element(Map.of("code", concept), any -> true)),
                Map.entry("program", concept),
                Map.entry("characteristic", concept),
                Map.entry("communication", concept),
                Map.entry("referralMethod", concept),
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
  ObjectNode told(ObjectNode whole) {
    return (ObjectNode) entry.kept(whole);
  }
}
