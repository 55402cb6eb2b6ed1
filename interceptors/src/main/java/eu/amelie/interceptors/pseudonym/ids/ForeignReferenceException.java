/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

/**
 * A reference that the exchange does not resolve: absolute, logical or malformed. Carries where it
 * stands and never what it says.
 */
public final class ForeignReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expression;

  ForeignReferenceException(String expression) {
    super("Reference not of this exchange at " + expression, null, false, false);
    this.expression = expression;
  }

  /** The FHIRPath of the reference, from the root of the resource that was walked. */
  public String expression() {
    return expression;
  }
}
