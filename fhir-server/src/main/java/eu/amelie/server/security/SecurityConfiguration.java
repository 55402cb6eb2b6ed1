/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.throttle.Throttle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** HTTP security: everything needs a token but discovery, health and the token endpoint itself. */
@Configuration
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityConfiguration {
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final String[] PUBLIC = {
    "/fhir/metadata",
    "/fhir/.well-known/smart-configuration",
    "/.well-known/notification-keys.json",
    "/actuator/health/**",
    "/oauth2/token",
    "/oauth2/jwks"
  };

  @Bean
  CallerReader callerReader(SecuritySettings settings) {
    return new CallerReader(settings);
  }

  @Bean
  SecurityFilterChain resourceServer(
      HttpSecurity http,
      CallerReader callers,
      FhirContext context,
      DeniedAttempts attempts,
      Throttle throttle,
      ObjectProvider<OpenPaths> more)
      throws Exception {
    Unauthenticated unauthenticated = new Unauthenticated(context, attempts, throttle);
    String[] open =
        Stream.concat(Stream.of(PUBLIC), more.stream().flatMap(paths -> paths.patterns().stream()))
            .toArray(String[]::new);
    return http.authorizeHttpRequests(
            requests -> requests.requestMatchers(open).permitAll().anyRequest().authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(asCaller(callers)))
                    .authenticationEntryPoint(unauthenticated))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  /** Only outside the sandbox, which is its own issuer. */
  @Bean
  @Profile("!sandbox")
  JwtDecoder externalIssuer(SecuritySettings settings) {
    if (settings.issuer().isBlank()) {
      throw new StartRefusedException(
          "No token issuer is configured: set AMELIE_ISSUER to your OpenID Connect issuer.");
    }
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
    decoder.setJwtValidator(validator(settings.issuer(), settings.audience()));
    return decoder;
  }

  /** Issuer, audience and time, with a minute of tolerance between clocks. */
  public static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            new JwtTimestampValidator(SKEW),
            new JwtIssuerValidator(issuer),
            new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, aud -> aud != null && aud.contains(audience))));
  }

  private static Converter<Jwt, AbstractAuthenticationToken> asCaller(CallerReader callers) {
    return token -> {
      Caller caller =
          callers
              .read(token)
              .orElseThrow(() -> new InvalidBearerTokenException("The token lacks a claim."));
      return new CallerAuthentication(caller);
    };
  }
}
