/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

/** What the values of a search parameter are, as far as the doors behind the gate must know. */
public enum ParameterKind {
  /** Bare ids of a case type: to be translated from the caller's ids. */
  CASE_ID,
  /** References to a case type: to be translated from the caller's ids. */
  CASE_REFERENCE,
  /** References to the directory, whose ids are public. */
  DIRECTORY_REFERENCE,
  /** Business identifiers: to be replaced by their keyed hash. */
  IDENTIFIER,
  TOKEN,
  DATE
}
