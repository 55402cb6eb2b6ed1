/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ids within references and URLs. */
final class IdUrls {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?<type>[A-Z][A-Za-z]{2,40})/(?<id>[A-Za-z0-9\\-.]{1,64})"
              + "(?<rest>/_history/[A-Za-z0-9\\-.]{1,64})?");
  private static final Pattern LOCAL =
      Pattern.compile(
          "#.*|urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", Pattern.DOTALL);
  private static final Pattern IN_PATH =
      Pattern.compile(
          "(?<head>(.*/)?)(?<type>[A-Z][A-Za-z]{2,40})/(?<id>[A-Za-z0-9\\-.]{1,64})"
              + "(?<rest>(/[_$].*)?)");

  /** Parameters whose bare value is an id; in all others only {@code Type/id} is one. */
  private static final Map<String, String> BARE =
      Map.of(
          "patient", "Patient",
          "subject", "Patient",
          "encounter", "Encounter",
          "focus", "ServiceRequest",
          "based-on", "ServiceRequest");

  private final IdMapping mapping;

  IdUrls(IdMapping mapping) {
    this.mapping = mapping;
  }

  /** The reference with its id mapped, or empty if it is none of ours. */
  Optional<String> reference(String reference) {
    if (LOCAL.matcher(reference).matches()) {
      return Optional.of(reference);
    }
    Matcher literal = LITERAL.matcher(reference);
    return literal.matches() ? Optional.of(mapped(literal, "")) : Optional.empty();
  }

  String url(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    Matcher inPath = IN_PATH.matcher(path);
    String mappedPath = inPath.matches() ? mapped(inPath, inPath.group("head")) : path;
    return query < 0
        ? mappedPath
        : mappedPath
            + "?"
            + query(path.substring(path.lastIndexOf('/') + 1), url.substring(query + 1));
  }

  String query(String type, String query) {
    return Arrays.stream(query.split("&", -1))
        .map(parameter -> parameter(type, parameter))
        .collect(Collectors.joining("&"));
  }

  private String mapped(Matcher found, String head) {
    String type = found.group("type");
    String id = found.group("id");
    String rest = found.group("rest") == null ? "" : found.group("rest");
    return head + type + "/" + (CaseTypes.contains(type) ? mapping.map(type, id) : id) + rest;
  }

  private String parameter(String type, String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return parameter;
    }
    String name = parameter.substring(0, equals);
    String value = URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
    int modifier = name.indexOf(':');
    String bare =
        name.equals("_id") ? type : modifier < 0 ? BARE.get(name) : name.substring(modifier + 1);
    String mapped =
        Arrays.stream(value.split(",", -1))
            .map(item -> item(bare, item))
            .collect(Collectors.joining(","));
    return mapped.equals(value)
        ? parameter
        : name + "=" + URLEncoder.encode(mapped, StandardCharsets.UTF_8);
  }

  private String item(String bare, String item) {
    Matcher literal = LITERAL.matcher(item);
    if (literal.matches()) {
      return mapped(literal, "");
    }
    boolean id = CaseTypes.contains(bare) && item.matches("[A-Za-z0-9\\-.]{1,64}");
    return id ? mapping.map(bare, item) : item;
  }
}
