/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/**
 * Checks client assertions as SMART Backend Services asks: RS384 or ES384 with a registered key,
 * issuer and subject the client, audience this token endpoint, at most five minutes to live, each
 * used once. Keys come from local files only; nothing is ever fetched.
 */
class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

  private final ClientKeys keys;
  private final AssertionReplays replays;
  private final InstantSource clock;

  ClientAssertions(ClientKeys keys, AssertionReplays replays, InstantSource clock) {
    this.keys = keys;
    this.replays = replays;
    this.clock = clock;
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384),
            new ImmutableJWKSet<>(keys.publicKeys(client.getClientId()))));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(SKEW), claims(client.getClientId())));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> claims(String client) {
    return token -> {
      Instant expires = token.getExpiresAt();
      boolean wellFormed =
          client.equals(token.getClaimAsString("iss"))
              && client.equals(token.getSubject())
              && token.getAudience() != null
              && token.getAudience().contains(tokenEndpoint())
              && expires != null
              && !expires.isAfter(clock.instant().plus(LONGEST_LIFE).plus(SKEW));
      return wellFormed && replays.firstUse(client, token.getId(), expires)
          ? OAuth2TokenValidatorResult.success()
          : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
    };
  }

  private static String tokenEndpoint() {
    return AuthorizationServerContextHolder.getContext().getIssuer() + "/oauth2/token";
  }
}
