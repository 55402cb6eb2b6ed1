/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which headers of a request count, and which may not be there at all. */
final class HeaderRules {
  private static final int MAX_LENGTH = 1024;

  /** Headers by which a caller would change the method, or how the store behind works. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "content-location",
          "x-cascade",
          "x-http-method",
          "x-http-method-override",
          "x-meta-snapshot-mode",
          "x-method-override",
          "x-request-partition-ids",
          "x-retry-on-version-conflict",
          "x-rewrite-history",
          "x-security-context",
          "x-transaction-semantics",
          // Spelled so in HAPI.
          "x-upsert-extistence-check",
          "x-upsert-existence-check");

  private HeaderRules() {}

  static Conditions conditions(Map<String, List<String>> headers) {
    if (headers.keySet().stream().anyMatch(HeaderRules::forbidden)) {
      throw Rejection.malformed("A header of this request is not accepted.");
    }
    return new Conditions(
        single(headers, "if-match"),
        single(headers, "if-none-match"),
        single(headers, "if-modified-since"),
        single(headers, "if-none-exist"));
  }

  private static boolean forbidden(String name) {
    return FORBIDDEN.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> single(Map<String, List<String>> headers, String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
            .flatMap(header -> header.getValue().stream())
            .toList();
    if (values.size() > 1) {
      throw Rejection.malformed("A conditional header is there twice.");
    }
    return values.stream().findFirst().map(HeaderRules::checked);
  }

  static String checked(String value) {
    if (value.length() > MAX_LENGTH || value.codePoints().anyMatch(PercentDecoder::breaksLines)) {
      throw Rejection.malformed("A condition of this request cannot be read.");
    }
    return value;
  }
}
