/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/** Every value that a party was given, in bodies and headers, with the elements it stood in. */
final class SeenValues {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern XML_VALUE = Pattern.compile("<(\\w+)[^>]* value=\"([^\"]*)\"");

  /**
   * Of the line and of the moment, not of the case; {@code Last-Modified} says the body's own
   * {@code lastUpdated} without its milliseconds, so that two times of two parties are the same by
   * chance.
   */
  private static final Set<String> OF_THE_LINE =
      Set.of("date", "content-length", "connection", "keep-alive", "x-request-id", "last-modified");

  private final Map<String, Set<String>> places = new TreeMap<>();

  void add(Answer answer) {
    answer
        .raw()
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_LINE.contains(name)) {
                values.forEach(value -> put("header." + name, value));
              }
            });
    if (answer.body().startsWith("<")) {
      Matcher value = XML_VALUE.matcher(answer.body());
      while (value.find()) {
        put("xml." + value.group(1), value.group(2));
      }
    } else if (!answer.body().isEmpty()) {
      json(answer.body());
    }
  }

  void add(Resource resource) {
    json(FhirClient.json(resource));
  }

  private void json(String body) {
    try {
      collect("", JSON.readTree(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON");
    }
  }

  private void collect(String path, JsonNode node) {
    if (node.isValueNode()) {
      put(path, node.asText());
    }
    if (node.isArray()) {
      node.forEach(item -> collect(path, item));
    }
    node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue()));
  }

  private void put(String place, String value) {
    places.computeIfAbsent(value, v -> new TreeSet<>()).add(place);
  }

  int size() {
    return places.size();
  }

  Map<String, Set<String>> places() {
    return places;
  }
}
