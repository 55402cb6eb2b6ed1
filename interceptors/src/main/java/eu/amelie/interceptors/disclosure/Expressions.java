/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reduces a validator's location to the part of it that cannot carry a value of the input. */
final class Expressions {
  /** HAPI names resource type and id of a Bundle entry in a comment inside the path. */
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");

  private static final String STEP =
      "[A-Za-z][A-Za-z0-9]{0,63}(?:\\[(?:\\d{1,6}|x)]|\\(\\)|\\([A-Z][A-Za-z]{0,63}\\))?";
  private static final Pattern PLACE = Pattern.compile(STEP + "(?:\\." + STEP + "){0,60}");

  private Expressions() {}

  /** The longest leading part made of element names, indexes and type filters; null if none. */
  static String place(String location) {
    if (location == null) {
      return null;
    }
    Matcher place = PLACE.matcher(COMMENT.matcher(location).replaceAll(""));
    return place.lookingAt() ? place.group() : null;
  }
}
