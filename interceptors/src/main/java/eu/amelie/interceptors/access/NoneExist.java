/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one condition that a create may have: that none of the caller's own submissions bears this
 * identifier. Others' are no part of the question, so that the answer says nothing of them.
 */
public record NoneExist(String system, String value) {
  /** HAPI's client writes the whole address of the search; only its query counts. */
  private static final Pattern FORM = Pattern.compile("(?:(?:[^?#]*/)?Patient\\?|\\?)?([^?#]+)");

  /**
   * Reads {@code identifier=system|value} and nothing else.
   *
   * @throws Rejection malformed
   */
  static NoneExist read(String condition) {
    Matcher form = FORM.matcher(condition);
    List<QueryParameter> parameters =
        form.matches() ? QueryString.read(form.group(1), true) : List.of();
    if (parameters.size() != 1) {
      throw malformed();
    }
    QueryParameter parameter = parameters.get(0);
    List<String> values = OrList.split(parameter.value());
    List<String> sides =
        OrList.split(parameter.value(), '|').stream().map(OrList::unescape).toList();
    boolean one = values.size() == 1 && sides.size() == 2;
    if (!one
        || !parameter.name().equals("identifier")
        || !parameter.modifier().equals(Optional.empty())
        || sides.get(0).isBlank()
        || sides.get(1).isBlank()) {
      throw malformed();
    }
    return new NoneExist(sides.get(0), sides.get(1));
  }

  private static Rejection malformed() {
    return Rejection.malformed(
        "The condition of a create names one identifier, as identifier=system|value.");
  }

  /** Holds an identifier: it is not printed. */
  @Override
  public String toString() {
    return "NoneExist";
  }
}
