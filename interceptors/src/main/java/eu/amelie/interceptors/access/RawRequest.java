/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import java.util.Map;

/**
 * A request as the wire has it.
 *
 * @param method as sent; methods are case-sensitive (RFC 9110)
 * @param path what follows the FHIR base, undecoded: empty, or beginning with a slash
 * @param query undecoded, without the question mark; empty where there is none
 * @param form an {@code application/x-www-form-urlencoded} body, undecoded; empty for others
 * @param headers by name, in any case
 */
public record RawRequest(
    String method, String path, String query, String form, Map<String, List<String>> headers) {
  public RawRequest {
    path = path == null ? "" : path;
    query = query == null ? "" : query;
    form = form == null ? "" : form;
    headers = Map.copyOf(headers);
  }

  /** Without form and headers. */
  public static RawRequest of(String method, String path, String query) {
    return new RawRequest(method, path, query, "", Map.of());
  }

  /** Addresses and headers hold ids and tokens: only the method is printed. */
  @Override
  public String toString() {
    return "RawRequest[" + method + "]";
  }
}
