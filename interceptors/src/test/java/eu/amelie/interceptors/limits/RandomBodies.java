/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Random valid resources in JSON, over all names that the catalog holds. That HAPI knows these
 * names as well, and keeps what stands there, is what the tests show.
 */
final class RandomBodies {
  static final String NEEDLE = "Ñeedle";
  private static final List<String> TEXTS =
      List.of(
          "Ωμέγα", "ü", "\uD83D\uDD4A", "\"", "\\", "نور", "a\tb\nc\r\nd", " x ", "\u0099", "<&>'");
  private static final List<String> DATES = List.of("1994", "1994-02", "2024-02-29", "0001-01-01");
  private static final List<String> INSTANTS =
      List.of(
          "2026-03-01T00:00:00Z",
          "2026-03-01T23:59:60+14:00",
          "2026-03-01T10:20:30.1-05:30",
          "2026-03-01T10:20:30.123456789+00:00",
          "9999-12-31T23:59:59.000Z");
  private static final List<String> DECIMALS =
      List.of("0", "1", "-1.50", "0.000001", "12345678901234567890.1234567890", "-0.5", "100.00");

  /** The first may not be contained. */
  private static final List<String> WITHIN =
      List.of("Binary", "Patient", "Practitioner", "Observation", "Location");

  private final TypeCatalog catalog;
  private final SplittableRandom random;
  private final int density;
  private final List<String> contained = new ArrayList<>();
  private int left = 400;

  RandomBodies(TypeCatalog catalog, long seed) {
    this.catalog = catalog;
    this.random = new SplittableRandom(seed);
    this.density = 2 + random.nextInt(7);
  }

  ObjectNode resource(String type) {
    return resource(type, 0, false);
  }

  private ObjectNode resource(String type, int depth, boolean within) {
    ObjectNode node = JsonTree.NODES.objectNode().put("resourceType", type);
    ElementType definition = catalog.resource(type);
    if (!within && definition.child("contained") != null && random.nextInt(3) == 0) {
      ArrayNode list = node.putArray("contained");
      for (int i = 0; i <= random.nextInt(2); i++) {
        contained.add("c" + depth + i);
        ObjectNode inner = resource(pick(WITHIN.subList(1, 5)), depth + 3, true);
        list.add(inner.put("id", "c" + depth + i).put("language", "en"));
      }
    }
    fill(definition, node, depth);
    contained.removeIf(id -> !within && id.startsWith("c" + depth));
    return node;
  }

  private void fill(ElementType type, ObjectNode node, int depth) {
    Set<String> choices = new HashSet<>();
    for (ElementChild child : new TreeMap<>(type.children()).values()) {
      boolean special =
          child.name().equals("contained")
              || (child.name().equals("extension") && random.nextInt(6) > 0)
              || (child.name().equals("modifierExtension") && random.nextInt(6) > 0);
      boolean chosen = random.nextInt(12) < Math.max(1, density - 2 * depth);
      if (special || !chosen || left < 0 || (depth > 5 && !child.isPrimitive())) {
        continue;
      }
      if (child.choice() == null || (random.nextInt(4) == 0 && choices.add(child.choice()))) {
        add(type, child, node, depth);
      }
    }
    complete(type, node, depth);
  }

  private void add(ElementType type, ElementChild child, ObjectNode node, int depth) {
    if (type.isExtension() && (child.name().equals("extension") || child.choice() != null)) {
      return;
    }
    left--;
    boolean bare = child.name().equals("id") || (type.isExtension() && child.name().equals("url"));
    boolean beside = child.isPrimitive() && !bare && random.nextInt(8) == 0;
    if (!child.repeats()) {
      boolean both = !beside || random.nextBoolean();
      if (both) {
        node.set(child.name(), value(type, child, depth));
      }
      if (beside) {
        node.set("_" + child.name(), beside(depth, both));
      }
      return;
    }
    ArrayNode list = node.putArray(child.name());
    ArrayNode besides = beside ? node.putArray("_" + child.name()) : null;
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      boolean valued = !beside || i == 0 || random.nextBoolean();
      boolean decorated = beside && (!valued || i == size - 1 || random.nextBoolean());
      list.add(valued ? value(type, child, depth) : JsonTree.NODES.nullNode());
      if (beside) {
        besides.add(decorated ? beside(depth, valued) : JsonTree.NODES.nullNode());
      }
    }
  }

  /** Nothing empty: FHIR's ele-1 and ext-1. */
  private void complete(ElementType type, ObjectNode node, int depth) {
    if (type.isExtension()) {
      node.put("url", "urn:x:" + NEEDLE + random.nextInt(3));
      if (depth < 4 && random.nextInt(4) == 0) {
        node.putArray("extension").add(extension(depth + 2));
      } else {
        List<ElementChild> values =
            new TreeMap<>(type.children())
                .values().stream()
                    .filter(child -> "value".equals(child.choice()))
                    .filter(child -> depth < 4 || child.isPrimitive())
                    .toList();
        ElementChild child = values.get(random.nextInt(values.size()));
        node.set(child.name(), value(type, child, depth + 1));
      }
    } else if (node.size() <= (node.has("id") ? 1 : 0)) {
      node.putArray("extension").add(extension(Math.max(depth, 3)));
    }
  }

  private ObjectNode extension(int depth) {
    ObjectNode node = JsonTree.NODES.objectNode();
    fill(catalog.primitive().child("extension").type().get(), node, depth);
    return node;
  }

  private ObjectNode beside(int depth, boolean hasValue) {
    ObjectNode node = JsonTree.NODES.objectNode();
    if (random.nextBoolean()) {
      node.put("id", "e" + NEEDLE);
    }
    if (!hasValue || node.isEmpty()) {
      node.putArray("extension").add(extension(Math.max(depth + 1, 3)));
    }
    return node;
  }

  private JsonNode value(ElementType parent, ElementChild child, int depth) {
    return switch (child.kind()) {
      case PRIMITIVE -> primitive(parent, child);
      case RESOURCE -> resource(pick(WITHIN), depth + 1, false).put("language", "en");
      case XHTML ->
          TextNode.valueOf(
              "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + NEEDLE + " &amp; more</p></div>");
      case COMPOSITE -> {
        ObjectNode node = JsonTree.NODES.objectNode();
        fill(child.type().get(), node, depth + 1);
        yield node;
      }
    };
  }

  private JsonNode primitive(ElementType parent, ElementChild child) {
    if (child.codes() != null) {
      return TextNode.valueOf(pick(child.codes().stream().sorted().toList()));
    }
    if (parent.name().equals("Reference") && child.name().equals("reference")) {
      return TextNode.valueOf(reference());
    }
    return switch (child.form()) {
      case BOOLEAN -> BooleanNode.valueOf(random.nextBoolean());
      case INTEGER -> number(random.nextBoolean() ? "-2147483648" : "2147483647");
      case POSITIVE_INT -> number("" + (1 + random.nextInt(99)));
      case UNSIGNED_INT -> number("" + random.nextInt(99));
      case DECIMAL -> number(pick(DECIMALS));
      default -> TextNode.valueOf(text(child.form()));
    };
  }

  private String reference() {
    return switch (random.nextInt(4)) {
      case 0 -> "Patient/a-1/_history/2";
      case 1 -> contained.isEmpty() ? "#" : "#" + contained.get(random.nextInt(contained.size()));
      case 2 -> "urn:uuid:5d0f7e3a-8c1b-4a53-9a1e-2f6a9d7c1b11";
      default -> "https://elsewhere.example.org/Patient/" + NEEDLE;
    };
  }

  private String text(PrimitiveForm form) {
    return switch (form) {
      case CODE -> "a b-" + random.nextInt(9);
      case ID -> "id-" + random.nextInt(9) + ".x";
      case ELEMENT_ID, URI, URL, CANONICAL -> "urn:x:" + NEEDLE + random.nextInt(9);
      case OID -> "urn:oid:2.16.840.0";
      case UUID -> "urn:uuid:5d0f7e3a-8c1b-4a53-9a1e-2f6a9d7c1b11";
      case DATE -> pick(DATES);
      case DATE_TIME -> random.nextBoolean() ? pick(DATES) : pick(INSTANTS);
      case INSTANT -> pick(INSTANTS);
      case TIME -> random.nextBoolean() ? "23:59:60.125" : "00:00:00";
      case BASE64_BINARY -> random.nextBoolean() ? "TmVlZGxl" : "TmU=";
      default -> NEEDLE + pick(TEXTS) + random.nextInt(99);
    };
  }

  private static DecimalNode number(String literal) {
    return DecimalNode.valueOf(new BigDecimal(literal));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
