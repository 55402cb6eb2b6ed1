/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One request, before its names are put in place.
 *
 * @param caller a client of the sandbox
 * @param body null for none
 * @param headers without authorization
 */
record Ask(String caller, String method, String path, String body, Map<String, String> headers) {
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

  static Ask get(String caller, String path) {
    return new Ask(caller, "GET", path, null, Map.of());
  }

  static Ask of(String caller, String method, String path, String body, String contentType) {
    return new Ask(caller, method, path, body, Map.of("Content-Type", contentType));
  }

  Ask with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Ask(caller, method, path, body, more);
  }

  /** The same with every text of it changed. */
  Ask map(UnaryOperator<String> change) {
    Map<String, String> changed = new LinkedHashMap<>();
    headers.forEach((name, value) -> changed.put(name, change.apply(value)));
    return new Ask(
        caller, method, change.apply(path), body == null ? null : change.apply(body), changed);
  }

  boolean isWrite() {
    return WRITING.contains(method) && !path.contains("/_search");
  }

  @Override
  public String toString() {
    return caller
        + " "
        + method
        + " "
        + path
        + (headers.isEmpty() ? "" : " " + headers)
        + (body == null ? "" : "\n    " + body);
  }
}
