/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

/** A Consent nests its provisions deeper than one level; it is refused, never stored. */
public final class NestedTooDeepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  NestedTooDeepException(int nested) {
    super("Provisions nest one level at most.");
    place = "provision.provision[" + nested + "].provision";
  }

  /** Where the first provision that is too deep stands, from the Consent on. */
  public String expression() {
    return "Consent." + place;
  }

  /** The same below another root. */
  public String expressionBelow(String root) {
    return root + "." + place;
  }
}
