/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Refuses a client that did not say who it is, or not credibly: the error's code and nothing of the
 * reason. A 401 names the scheme that a client may come with (RFC 6749, section 5.2).
 */
class TokenRefusals implements AuthenticationFailureHandler, AuthenticationEntryPoint {
  private static final String SCHEME = "Basic realm=\"supportive-care-exchange\"";

  private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    onAuthenticationFailure(request, response, why);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    SecurityContextHolder.clearContext();
    String code =
        why instanceof OAuth2AuthenticationException oauth
            ? oauth.getError().getErrorCode()
            : OAuth2ErrorCodes.INVALID_CLIENT;
    boolean unknown = OAuth2ErrorCodes.INVALID_CLIENT.equals(code);
    if (unknown) {
      response.setHeader("WWW-Authenticate", SCHEME);
    }
    try (ServletServerHttpResponse answer = new ServletServerHttpResponse(response)) {
      answer.setStatusCode(unknown ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST);
      converter.write(new OAuth2Error(code), null, answer);
    }
  }
}
