/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A call of an operation with its answer, as the tests of the profiles have it.
 *
 * @param operation id of its definition
 * @param request empty for a call without parameters
 */
record OperationCall(String operation, String request, String response) {
  private static final Pattern PLACE =
      Pattern.compile(".*/operations/([^/]+)/(request|response)\\.json");

  /** Those that the module of the profiles ships, in the order of their ids. */
  static List<OperationCall> shipped() {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver().getResources("classpath*:operations/*/*.json");
      Map<String, String> texts =
          Arrays.stream(found)
              .collect(Collectors.toMap(OperationCall::place, OperationCall::content));
      return texts.keySet().stream()
          .filter(place -> place.endsWith("/response"))
          .map(place -> place.substring(0, place.indexOf('/')))
          .sorted()
          .map(
              id ->
                  new OperationCall(
                      id, texts.getOrDefault(id + "/request", ""), texts.get(id + "/response")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, OperationCall> byOperation(List<OperationCall> calls) {
    return calls.stream()
        .collect(Collectors.toUnmodifiableMap(OperationCall::operation, Function.identity()));
  }

  private static String place(Resource resource) {
    try {
      Matcher place = PLACE.matcher(resource.getURL().toString());
      if (!place.matches()) {
        throw new IllegalStateException("Not where examples of operations stand.");
      }
      return place.group(1) + "/" + place.group(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Resource resource) {
    try {
      return resource.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The call as it goes over the wire, but for the token. */
  String sentTo(String address) {
    return request.isEmpty()
        ? "GET " + address
        : "POST %s\nContent-Type: application/fhir+json\n\n%s".formatted(address, request);
  }
}
