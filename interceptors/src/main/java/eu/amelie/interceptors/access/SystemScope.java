/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SMART App Launch 2 system scope, such as {@code system/Task.ru}.
 *
 * @param type a FHIR resource type, or {@code *}
 * @param interactions a subset of {@code cruds}, in that order
 */
public record SystemScope(String type, String interactions) {
  private static final Pattern FORM = Pattern.compile("system/(\\*|[A-Z][A-Za-z]+)\\.(c?r?u?d?s?)");

  /** Empty for anything that is not a system scope, a query restriction included. */
  public static Optional<SystemScope> parse(String scope) {
    Matcher matcher = FORM.matcher(scope);
    return matcher.matches() && !matcher.group(2).isEmpty()
        ? Optional.of(new SystemScope(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  public boolean permits(String wantedType, char interaction) {
    return (type.equals("*") || type.equals(wantedType)) && interactions.indexOf(interaction) >= 0;
  }

  /** Whether a call of this letter leaves something changed. */
  static boolean writes(char interaction) {
    return "cud".indexOf(interaction) >= 0;
  }

  /** True when all that {@code other} permits is permitted here. */
  public boolean covers(SystemScope other) {
    return (type.equals("*") || type.equals(other.type))
        && other.interactions.chars().allMatch(c -> interactions.indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return "system/" + type + "." + interactions;
  }
}
