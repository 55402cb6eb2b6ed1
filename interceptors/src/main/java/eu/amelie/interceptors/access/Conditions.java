/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Optional;

/**
 * The conditional headers of a call, or the fields of the same names of a Bundle entry; raw, but
 * free of control characters and each there at most once.
 */
public record Conditions(
    Optional<String> ifMatch,
    Optional<String> ifNoneMatch,
    Optional<String> ifModifiedSince,
    Optional<String> ifNoneExist) {

  public static final Conditions NONE =
      new Conditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The condition of a create that the gate has let through. */
  public Optional<NoneExist> noneExist() {
    return ifNoneExist.map(NoneExist::read);
  }

  /** {@code ifNoneExist} holds search values: it is not printed. */
  @Override
  public String toString() {
    return "Conditions[ifMatch=" + ifMatch.isPresent() + "]";
  }
}
