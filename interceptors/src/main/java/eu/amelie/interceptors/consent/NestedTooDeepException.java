/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

/** A Consent nests its provisions deeper than one level; it is refused, never stored. */
public final class NestedTooDeepException extends RuntimeException {
  /** Where the first provision that is too deep stands. */
  public static final String EXPRESSION = "Consent.provision.provision.provision";

  NestedTooDeepException() {
    super("Provisions nest one level at most.");
  }
}
