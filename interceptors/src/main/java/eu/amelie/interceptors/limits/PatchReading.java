/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The form of a JSON Patch: RFC 6902, sections 3 and 4. */
final class PatchReading {
  private static final String NOT_PATCH =
      "A JSON Patch is an array of operations, each with op and path as RFC 6902 has them.";
  private static final int LONGEST_PATH = 2_000;

  private final BodyLimits limits;

  PatchReading(BodyLimits limits) {
    this.limits = limits;
  }

  Patch read(ArrayNode patch) {
    if (patch.size() > limits.entries()) {
      throw Refusals.tooLarge("The patch holds more operations than this server accepts.");
    }
    List<Patch.Operation> operations = new ArrayList<>(patch.size());
    patch.forEach(operation -> operations.add(operation(operation)));
    return new Patch(operations);
  }

  private static Patch.Operation operation(JsonNode node) {
    Patch.Op op = op(text(node, "op"));
    String path = pointer(text(node, "path"));
    // RFC 6902, 4: members that are not defined for the operation are ignored.
    ObjectNode json = JsonTree.NODES.objectNode();
    json.put("op", node.get("op").textValue());
    json.put("path", path);
    String from = null;
    JsonNode value = null;
    switch (op) {
      case ADD, REPLACE, TEST -> {
        value = node.get("value");
        require(value != null);
        json.set("value", value);
      }
      case MOVE, COPY -> {
        from = pointer(text(node, "from"));
        require(op == Patch.Op.COPY || !path.startsWith(from + "/"));
        json.put("from", from);
      }
      case REMOVE -> {
        // Has no more.
      }
    }
    return new Patch.Operation(op, path, from, value, json);
  }

  private static String text(JsonNode node, String name) {
    JsonNode text = node.get(name);
    require(text != null && text.isTextual());
    return text.textValue();
  }

  private static Patch.Op op(String name) {
    return switch (name) {
      case "add" -> Patch.Op.ADD;
      case "remove" -> Patch.Op.REMOVE;
      case "replace" -> Patch.Op.REPLACE;
      case "move" -> Patch.Op.MOVE;
      case "copy" -> Patch.Op.COPY;
      case "test" -> Patch.Op.TEST;
      default -> throw Refusals.malformed(NOT_PATCH);
    };
  }

  /** RFC 6901: empty or from a slash on; a tilde only in {@code ~0} and {@code ~1}. */
  private static String pointer(String path) {
    require(path.length() <= LONGEST_PATH && (path.isEmpty() || path.charAt(0) == '/'));
    for (int at = path.indexOf('~'); at >= 0; at = path.indexOf('~', at + 1)) {
      char next = at + 1 < path.length() ? path.charAt(at + 1) : ' ';
      require(next == '0' || next == '1');
    }
    return path;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw Refusals.malformed(NOT_PATCH);
    }
  }
}
