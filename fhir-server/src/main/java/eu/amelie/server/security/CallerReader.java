/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.SystemScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads a {@link Caller} out of a token's claims. A token that lacks one is no token of ours. */
public final class CallerReader {
  private final SecuritySettings settings;

  public CallerReader(SecuritySettings settings) {
    this.settings = settings;
  }

  /** Empty where a claim is missing or cannot be read. */
  public Optional<Caller> read(Jwt token) {
    try {
      return Optional.of(
          new Caller(
              token.getClaimAsString(settings.organizationClaim()),
              Optional.ofNullable(token.getClaimAsString("client_id")).orElse(token.getSubject()),
              Role.ofClaim(token.getClaimAsString(settings.roleClaim())),
              token.getClaimAsString(settings.countryClaim()),
              purposes(token),
              scopes(token),
              Boolean.TRUE.equals(token.getClaimAsBoolean("sandbox_tools"))));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private Set<Purpose> purposes(Jwt token) {
    return texts(token.getClaim(settings.purposeClaim()))
        .map(Purpose::of)
        .collect(Collectors.toSet());
  }

  private Set<SystemScope> scopes(Jwt token) {
    return texts(token.getClaim(settings.scopeClaim()))
        .flatMap(scope -> SystemScope.parse(scope).stream())
        .collect(Collectors.toSet());
  }

  /** A claim may be a list or, as in RFC 6749, one text with spaces. */
  private static Stream<String> texts(Object claim) {
    if (claim instanceof Collection<?> list) {
      return list.stream().map(String::valueOf);
    }
    return claim == null ? Stream.of() : List.of(claim.toString().split(" ")).stream();
  }
}
