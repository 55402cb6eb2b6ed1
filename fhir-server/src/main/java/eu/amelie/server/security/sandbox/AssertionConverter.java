/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a client assertion that comes without {@code client_id}, as SMART Backend Services sends
 * it: the assertion's own subject says which client's key it has to be checked with (RFC 7523,
 * section 3). Nothing of it is believed here.
 */
class AssertionConverter implements AuthenticationConverter {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  @Override
  public Authentication convert(HttpServletRequest request) {
    String assertion = request.getParameter("client_assertion");
    boolean ours =
        TYPE.equals(request.getParameter("client_assertion_type"))
            && assertion != null
            && request.getParameter("client_id") == null;
    if (!ours) {
      return null;
    }
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      // One way to say who it is (RFC 6749, section 2.3).
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
    return new OAuth2ClientAuthenticationToken(
        subject(assertion), new ClientAuthenticationMethod(TYPE), assertion, Map.of());
  }

  private static String subject(String assertion) {
    try {
      String subject = JWTParser.parse(assertion).getJWTClaimsSet().getSubject();
      if (subject != null && !subject.isBlank()) {
        return subject;
      }
    } catch (ParseException e) {
      // Told like any other assertion that does not count.
    }
    throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
  }
}
