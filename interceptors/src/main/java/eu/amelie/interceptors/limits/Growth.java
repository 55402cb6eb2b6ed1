/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Keeps a patched tree within the limits before each operation, since a few copies of a tree into
 * itself double it beyond any memory.
 */
final class Growth {
  private static final String LARGE = "The patch leaves more than this server accepts.";

  private final BodyLimits limits;
  private Size size;

  Growth(BodyLimits limits, JsonNode tree) {
    this.limits = limits;
    this.size = Size.of(tree);
  }

  /** Refuses an operation whose outcome would be too large or too deep. */
  void before(Patch.Operation operation, JsonNode tree) {
    JsonNode added =
        switch (operation.op()) {
          case ADD, REPLACE -> operation.value();
          case COPY, MOVE -> tree.at(JsonPointer.compile(operation.from()));
          case REMOVE, TEST -> null;
        };
    if (added == null) {
      return;
    }
    Size more = Size.of(added);
    long levels = operation.path().chars().filter(c -> c == '/').count();
    if (levels + more.depth() > 2L * limits.depth()) {
      throw Refusals.tooLarge(LARGE);
    }
    if (operation.op() != Patch.Op.MOVE) {
      size = size.plus(more);
      if (!size.within(limits)) {
        // Counted without what was replaced or removed meanwhile.
        size = Size.of(tree).plus(more);
      }
      if (!size.within(limits)) {
        throw Refusals.tooLarge(LARGE);
      }
    }
  }

  /**
   * @param values of the tree
   * @param characters of names and texts, about
   * @param depth in JSON, lists counted
   */
  private record Size(long values, long characters, int depth) {
    static Size of(JsonNode node) {
      long values = 1;
      long characters = node.isTextual() ? node.textValue().length() + 4 : 8;
      int depth = 0;
      for (var member : node.properties()) {
        Size size = of(member.getValue());
        values += size.values;
        characters += size.characters + member.getKey().length() + 4;
        depth = Math.max(depth, size.depth);
      }
      if (node.isArray()) {
        for (JsonNode item : node) {
          Size size = of(item);
          values += size.values;
          characters += size.characters;
          depth = Math.max(depth, size.depth);
        }
      }
      return new Size(values, characters, depth + 1);
    }

    Size plus(Size other) {
      return new Size(
          values + other.values, characters + other.characters, Math.max(depth, other.depth));
    }

    boolean within(BodyLimits limits) {
      return values <= limits.values() && characters <= limits.bytes();
    }
  }
}
