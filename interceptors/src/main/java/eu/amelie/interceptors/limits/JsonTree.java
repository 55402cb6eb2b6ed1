/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * JSON by the letter of RFC 8259, and less: no duplicate key, no list in a list, no control
 * character, no number beyond {@link Numbers}. Memory and stack are bounded by the limits.
 */
final class JsonTree {
  static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private static final String NOT_JSON = "The body is not valid JSON.";
  private static final String DEEP = "Elements are nested deeper than this server accepts.";

  private final BodyLimits limits;
  private final JsonFactory factory;

  JsonTree(BodyLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            // Names of the input never enter a table that outlives the request.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(2 * limits.depth() + 2)
                    .maxStringLength(limits.longestValue())
                    .maxNameLength(limits.longestValue())
                    // A long number is wrong, not large: see Numbers.
                    .maxNumberLength(limits.bytes())
                    .build())
            .build();
  }

  ObjectNode object(String text) {
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw Refusals.malformed("The body is not a JSON object.");
  }

  ArrayNode array(String text) {
    if (read(text) instanceof ArrayNode array) {
      return array;
    }
    throw Refusals.malformed("The body is not a JSON array.");
  }

  private JsonNode read(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      JsonNode root = new Reading(parser).value(parser.nextToken(), 1);
      if (parser.nextToken() != null) {
        throw Refusals.malformed("There is something after the end of the JSON.");
      }
      return root;
    } catch (StreamConstraintsException e) {
      throw Refusals.tooLarge("A value or its nesting is larger than this server accepts.");
    } catch (IOException e) {
      throw Refusals.malformed(NOT_JSON);
    }
  }

  private final class Reading {
    private final JsonParser parser;
    private int values;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    JsonNode value(JsonToken token, int depth) throws IOException {
      if (token == null) {
        throw Refusals.malformed(NOT_JSON);
      }
      if (++values > limits.values()) {
        throw Refusals.tooLarge("The body holds more values than this server accepts.");
      }
      return switch (token) {
        case START_OBJECT -> object(depth);
        case START_ARRAY -> array(depth);
        case VALUE_STRING -> TextNode.valueOf(text(parser.getText()));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.node(parser.getText());
        case VALUE_TRUE -> BooleanNode.TRUE;
        case VALUE_FALSE -> BooleanNode.FALSE;
        case VALUE_NULL -> NullNode.getInstance();
        default -> throw Refusals.malformed(NOT_JSON);
      };
    }

    private ObjectNode object(int depth) throws IOException {
      if (depth > limits.depth()) {
        throw Refusals.tooLarge(DEEP);
      }
      ObjectNode object = NODES.objectNode();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = text(parser.currentName());
        if (object.has(name)) {
          throw Refusals.malformed("A key stands twice in one JSON object.");
        }
        object.set(name, value(parser.nextToken(), depth + 1));
      }
      return object;
    }

    private ArrayNode array(int depth) throws IOException {
      ArrayNode array = NODES.arrayNode();
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        if (token == JsonToken.START_ARRAY) {
          throw Refusals.malformed("A JSON array stands directly in another one.");
        }
        array.add(value(token, depth));
        token = parser.nextToken();
      }
      return array;
    }

    private String text(String text) {
      if (!TextRule.allows(text)) {
        throw Refusals.malformed("A text holds a character that is not allowed.");
      }
      return text;
    }
  }
}
