/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.ArrayList;
import java.util.List;

/** The escapes of FHIR search values: a backslash before comma, bar, dollar or backslash. */
final class OrList {
  private OrList() {}

  /** Splits at unescaped commas; escapes stay. */
  static List<String> split(String value) {
    return split(value, ',');
  }

  /** Splits at an unescaped separator; escapes stay. */
  static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == separator) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(value.substring(start));
    return parts;
  }

  static String unescape(String part) {
    StringBuilder plain = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\') {
        i++;
        if (i == part.length() || ",|$\\".indexOf(part.charAt(i)) < 0) {
          throw Rejection.malformed("A search value holds an unknown escape.");
        }
        c = part.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
