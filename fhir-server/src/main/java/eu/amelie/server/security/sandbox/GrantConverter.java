/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a client credentials request and grants, of the wanted scopes and purposes, those the
 * client is registered for. With nothing left the answer is {@code invalid_scope} (RFC 6749,
 * section 5.2).
 */
class GrantConverter implements AuthenticationConverter {
  static final String PURPOSES = "purpose_of_use";

  @Override
  public Authentication convert(HttpServletRequest request) {
    if (!"client_credentials".equals(request.getParameter("grant_type"))) {
      return null;
    }
    String[] said = request.getParameterValues("scope");
    if (said != null && said.length > 1) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    SandboxParty party = SandboxParty.find(client.getName()).orElseThrow();
    Set<String> wanted =
        Optional.ofNullable(request.getParameter("scope"))
            .filter(scope -> !scope.isBlank())
            .map(scope -> Set.of(scope.strip().split(" +")))
            .orElse(Set.of());
    List<String> scopes = party.grant(wanted);
    String[] claimed = request.getParameterValues(PURPOSES);
    List<String> purposes = party.purposesOf(claimed == null ? List.of() : List.of(claimed));
    if (scopes.isEmpty() || purposes.isEmpty()) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
    }
    return new OAuth2ClientCredentialsAuthenticationToken(
        client, new LinkedHashSet<>(scopes), Map.of(PURPOSES, purposes));
  }
}
