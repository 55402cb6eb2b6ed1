/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.Objects;

/**
 * One thing that does not fit.
 *
 * <p>Guaranteed: no part holds a value of the input. Names of elements, indices, keys of invariants
 * and our own words are all there is.
 *
 * @param severity always {@link Severity#ERROR} in what {@link ProfileValidator} returns
 * @param expression FHIRPath of the element, such as {@code Bundle.entry[2].resource.subject}
 * @param code the invariant's key, such as {@code sc-con-2}, or the kind of finding, such as {@code
 *     required}
 * @param message one neutral sentence
 */
public record Finding(Severity severity, String expression, String code, String message) {

  /** How much it matters. */
  public enum Severity {
    ERROR
  }

  public Finding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  public static Finding error(String expression, String code, String message) {
    return new Finding(Severity.ERROR, expression, code, message);
  }

  /** The same, where what was looked at stands at {@code place} in something larger. */
  Finding within(String place) {
    int dot = expression.indexOf('.');
    return new Finding(
        severity, dot < 0 ? place : place + expression.substring(dot), code, message);
  }
}
