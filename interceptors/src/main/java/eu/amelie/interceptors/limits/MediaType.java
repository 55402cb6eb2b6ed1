/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.util.Locale;

/** The media types of a body, from its {@code Content-Type}. */
enum MediaType {
  JSON,
  XML,
  JSON_PATCH;

  static final String RESOURCES =
      "The body needs a Content-Type of application/fhir+json or application/fhir+xml, in UTF-8.";
  static final String PATCHES =
      "The body needs a Content-Type of application/json-patch+json, in UTF-8.";

  static MediaType ofResource(String contentType) {
    MediaType type = read(contentType, RESOURCES);
    if (type == JSON_PATCH) {
      throw Refusals.malformed(RESOURCES);
    }
    return type;
  }

  static void requirePatch(String contentType) {
    if (read(contentType, PATCHES) != JSON_PATCH) {
      throw Refusals.malformed(PATCHES);
    }
  }

  private static MediaType read(String contentType, String expected) {
    if (contentType == null || contentType.length() > 200) {
      throw Refusals.malformed(expected);
    }
    String[] parts = contentType.split(";", -1);
    MediaType type = named(parts[0].strip().toLowerCase(Locale.ROOT), expected);
    boolean charset = false;
    boolean version = false;
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().split("=", 2);
      String value = parameter.length == 2 ? unquoted(parameter[1]) : "";
      switch (parameter[0].toLowerCase(Locale.ROOT)) {
        case "charset" -> {
          require(!charset && value.equalsIgnoreCase("utf-8"), expected);
          charset = true;
        }
        case "fhirversion" -> {
          require(!version && (value.equals("4.0") || value.equals("4.0.1")), expected);
          version = true;
        }
        default -> {
          // RFC 9110: parameters that mean nothing here are ignored.
        }
      }
    }
    return type;
  }

  private static MediaType named(String name, String expected) {
    return switch (name) {
      case "application/fhir+json", "application/json" -> JSON;
      case "application/fhir+xml", "application/xml", "text/xml" -> XML;
      case "application/json-patch+json" -> JSON_PATCH;
      default -> throw Refusals.malformed(expected);
    };
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw Refusals.malformed(expected);
    }
  }
}
