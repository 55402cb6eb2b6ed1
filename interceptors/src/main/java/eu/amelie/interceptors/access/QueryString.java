/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a query or a form body into parameters, and bounds their number. */
final class QueryString {
  static final int MAX_VALUES = 100;
  static final int MAX_PARAMETERS = 100;

  private QueryString() {}

  static List<QueryParameter> read(String raw, boolean inUrl) {
    List<QueryParameter> parameters = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        parameters.add(parameter(pair, inUrl));
      }
      if (parameters.size() > MAX_PARAMETERS) {
        throw Rejection.malformed("Too many parameters.");
      }
    }
    return parameters;
  }

  private static QueryParameter parameter(String pair, boolean inUrl) {
    int equals = pair.indexOf('=');
    String key = PercentDecoder.form(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : PercentDecoder.form(pair.substring(equals + 1));
    // A parameter without value would be dropped further in, and the search would answer with more.
    if (key.isBlank() || value.isBlank()) {
      throw Rejection.malformed("A parameter lacks its name or its value.");
    }
    if (key.toLowerCase(Locale.ROOT).equals("_method")) {
      throw Rejection.malformed("Method overrides are not accepted.");
    }
    if (OrList.split(value).size() > MAX_VALUES) {
      throw Rejection.malformed("A parameter holds more than 100 values.");
    }
    int colon = key.indexOf(':');
    return colon < 0
        ? new QueryParameter(key, Optional.empty(), value, inUrl)
        : new QueryParameter(
            key.substring(0, colon), Optional.of(key.substring(colon + 1)), value, inUrl);
  }
}
