/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");

  /** The condition of a create that the gate has let through. */
  public Optional<NoneExist> noneExist() {
    return ifNoneExist.map(NoneExist::read);
  }

  /**
   * That what is to be changed is what the sender has seen.
   *
   * @param version the number of the current one
   * @throws ExchangeException version-required or version-conflict
   */
  public void requireCurrent(String version) {
    Matcher tag =
        ETAG.matcher(
            ifMatch.orElseThrow(() -> ExchangeException.of(ErrorCode.VERSION_REQUIRED)).strip());
    if (!tag.matches() || !tag.group(1).equals(version)) {
      throw ExchangeException.of(ErrorCode.VERSION_CONFLICT);
    }
  }

  /** {@code ifNoneExist} holds search values: it is not printed. */
  @Override
  public String toString() {
    return "Conditions[ifMatch=" + ifMatch.isPresent() + "]";
  }
}
