/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An answer: its status, every header but the time of day and the request id, and the body to the
 * last byte.
 */
record Told(int status, Map<String, String> headers, String body) {

  static Told of(HttpResponse<String> response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), values.toString()));
    headers.remove("date");
    // Every hundredth answer on one connection closes it.
    headers.remove("connection");
    headers.remove("x-request-id");
    return new Told(response.statusCode(), headers, response.body());
  }

  /** The same with every text of it changed. */
  Told map(UnaryOperator<String> change) {
    Map<String, String> changed = new TreeMap<>();
    headers.forEach((name, value) -> changed.put(name, change.apply(value)));
    return new Told(status, changed, change.apply(body));
  }

  @Override
  public String toString() {
    return status + " " + headers + "\n" + body;
  }
}
