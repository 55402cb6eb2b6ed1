/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What a careless or a hostile hand makes of a valid body. */
final class Damage {
  private final SplittableRandom random;

  Damage(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Up to three pieces are cut out, doubled, moved or overwritten. */
  byte[] ofBytes(byte[] body) {
    byte[] damaged = body;
    for (int i = 0; i <= random.nextInt(3) && damaged.length > 0; i++) {
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + 1 + random.nextInt(12));
      byte[] piece = Arrays.copyOfRange(damaged, from, to);
      int elsewhere = random.nextInt(damaged.length);
      damaged =
          switch (random.nextInt(4)) {
            case 0 -> spliced(damaged, from, to, new byte[0]);
            case 1 -> spliced(damaged, to, to, piece);
            case 2 -> spliced(damaged, from, from + 1, new byte[] {(byte) random.nextInt(256)});
            default -> spliced(damaged, elsewhere, elsewhere, piece);
          };
    }
    return damaged;
  }

  private static byte[] spliced(byte[] body, int from, int to, byte[] piece) {
    byte[] spliced = new byte[from + piece.length + body.length - to];
    System.arraycopy(body, 0, spliced, 0, from);
    System.arraycopy(piece, 0, spliced, from, piece.length);
    System.arraycopy(body, to, spliced, from + piece.length, body.length - to);
    return spliced;
  }

  /** One or two places of the tree hold something else, somewhere else or not at all. */
  JsonNode ofTree(ObjectNode body) {
    ObjectNode damaged = body.deepCopy();
    for (int i = 0; i <= random.nextInt(2); i++) {
      List<JsonNode> nodes = new ArrayList<>();
      collect(damaged, nodes);
      JsonNode parent = nodes.get(random.nextInt(nodes.size()));
      JsonNode other = nodes.get(random.nextInt(nodes.size())).deepCopy();
      if (parent instanceof ObjectNode object && !object.isEmpty()) {
        members(object, other);
      } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
          case 0 -> array.remove(at);
          case 1 -> array.insert(at, value(array.get(at), other));
          default -> array.set(at, value(array.get(at), other));
        }
      }
    }
    return damaged;
  }

  private void members(ObjectNode object, JsonNode other) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(renamed(name, other), object.get(name));
      case 2 -> object.set(renamed(name, other), object.remove(name));
      default -> object.set(name, value(object.get(name), other));
    }
  }

  private String renamed(String name, JsonNode other) {
    return switch (random.nextInt(4)) {
      case 0 -> "_" + name;
      case 1 -> name.replaceFirst("^_", "");
      case 2 -> other.fieldNames().hasNext() ? other.fieldNames().next() : "fhir_comments";
      default -> name + "Resource";
    };
  }

  private JsonNode value(JsonNode value, JsonNode other) {
    return switch (random.nextInt(7)) {
      case 0 -> JsonTree.NODES.arrayNode().add(value);
      case 1 -> value.isArray() && !value.isEmpty() ? value.get(0) : JsonTree.NODES.nullNode();
      case 2 -> JsonTree.NODES.textNode(value.isValueNode() ? value.asText() + " " : "");
      case 3 -> JsonTree.NODES.objectNode();
      case 4 -> JsonTree.NODES.numberNode(random.nextInt());
      case 5 -> JsonTree.NODES.booleanNode(random.nextBoolean());
      default -> other;
    };
  }

  private static void collect(JsonNode node, List<JsonNode> nodes) {
    nodes.add(node);
    node.forEach(child -> collect(child, nodes));
  }
}
