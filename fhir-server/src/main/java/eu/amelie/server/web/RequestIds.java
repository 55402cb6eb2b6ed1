/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code X-Request-Id}: the caller's, where it is fit for a log, else a new one. */
final class RequestIds {
  static final String HEADER = "X-Request-Id";

  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._\\-]{1,64}");

  private RequestIds() {}

  static String of(HttpServletRequest request) {
    String given = request.getHeader(HEADER);
    return given != null && FIT.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
