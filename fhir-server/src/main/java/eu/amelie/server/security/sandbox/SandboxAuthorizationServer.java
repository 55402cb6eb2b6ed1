/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import eu.amelie.server.database.DataDirectory;
import eu.amelie.server.security.SecurityConfiguration;
import eu.amelie.server.security.SecuritySettings;
import eu.amelie.server.throttle.Throttle;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/** The sandbox's token endpoint. */
@Configuration
@Profile("sandbox")
class SandboxAuthorizationServer {
  @Bean
  ClientKeys clientKeys(DataDirectory directory) {
    ClientKeys keys = new ClientKeys(directory.path());
    SandboxParty.ALL_PARTIES.forEach(party -> keys.publicKeys(party.id()));
    return keys;
  }

  @Bean
  RegisteredClientRepository sandboxClients() {
    return new SandboxClients();
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokenEndpoint(
      HttpSecurity http,
      ClientKeys keys,
      JdbcClient jdbc,
      Throttle throttle,
      AuthorizationServerSettings settings)
      throws Exception {
    TokenRefusals refusals = new TokenRefusals();
    ClientAssertions assertions =
        new ClientAssertions(keys, new AssertionReplays(jdbc), InstantSource.system());
    OAuth2AuthorizationServerConfigurer server =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    // Of what the server can do, two things: the rest would be a promise that nobody keeps.
    http.securityMatcher(settings.getTokenEndpoint(), settings.getJwkSetEndpoint())
        .with(
            server,
            configurer ->
                configurer
                    .clientAuthentication(
                        authentication ->
                            authentication
                                .errorResponseHandler(refusals)
                                .authenticationConverters(
                                    converters -> converters.add(0, new AssertionConverter()))
                                .authenticationProviders(
                                    providers ->
                                        providers.stream()
                                            .filter(
                                                JwtClientAssertionAuthenticationProvider.class
                                                    ::isInstance)
                                            .map(
                                                JwtClientAssertionAuthenticationProvider.class
                                                    ::cast)
                                            .forEach(p -> p.setJwtDecoderFactory(assertions))))
                    .tokenEndpoint(
                        endpoint ->
                            endpoint
                                .accessTokenRequestConverters(
                                    converters -> converters.add(0, new GrantConverter()))
                                .authenticationProviders(
                                    providers ->
                                        providers.stream()
                                            .filter(
                                                OAuth2ClientCredentialsAuthenticationProvider.class
                                                    ::isInstance)
                                            .map(
                                                OAuth2ClientCredentialsAuthenticationProvider.class
                                                    ::cast)
                                            // The converter has already reduced the scopes.
                                            .forEach(p -> p.setAuthenticationValidator(c -> {})))))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals))
        .addFilterAfter(new TokenThrottle(throttle), HeaderWriterFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return http.build();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings() {
    return AuthorizationServerSettings.builder().build();
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(ClientKeys keys) {
    return new ImmutableJWKSet<>(keys.signingKeys());
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> callerClaims(SecuritySettings settings) {
    return token -> {
      SandboxParty party =
          SandboxParty.find(token.getRegisteredClient().getClientId()).orElseThrow();
      OAuth2ClientCredentialsAuthenticationToken grant = token.getAuthorizationGrant();
      token.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      token
          .getClaims()
          .id(UUID.randomUUID().toString())
          .issuer(SecuritySettings.SANDBOX_ISSUER)
          .audience(List.of(settings.audience()))
          .claim("client_id", party.id())
          .claim(settings.organizationClaim(), party.id())
          .claim(settings.roleClaim(), party.role().claim())
          .claim(
              settings.purposeClaim(), grant.getAdditionalParameters().get(GrantConverter.PURPOSES))
          .claim("sandbox_tools", party.id().equals(SandboxParty.INTEGRATOR));
      if (party.country() != null) {
        token.getClaims().claim(settings.countryClaim(), party.country());
      }
    };
  }

  @Bean
  JwtDecoder sandboxTokens(JWKSource<SecurityContext> keys, SecuritySettings settings) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        SecurityConfiguration.validator(SecuritySettings.SANDBOX_ISSUER, settings.audience()));
    return decoder;
  }
}
