/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A JSON Patch (RFC 6902) that was read and found well-formed. Its content is the input's. */
public final class Patch {
  private final List<Operation> operations;

  Patch(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** How many operations there are, at most the limit. */
  public int size() {
    return operations.size();
  }

  List<Operation> operations() {
    return operations;
  }

  /** Never the content. */
  @Override
  public String toString() {
    return "Patch of " + size() + " operations";
  }

  enum Op {
    ADD,
    REMOVE,
    REPLACE,
    MOVE,
    COPY,
    TEST
  }

  /**
   * @param op what to do
   * @param path RFC 6901
   * @param from of move and copy, else null
   * @param value of add, replace and test, else null
   * @param json the members that the RFC defines, and no others
   */
  record Operation(Op op, String path, String from, JsonNode value, ObjectNode json) {
    /** No value of it. */
    @Override
    public String toString() {
      return op.name();
    }
  }
}
