/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The demo clients. They share one published secret, which Spring's own repository refuses. */
class SandboxClients implements RegisteredClientRepository {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final Map<String, RegisteredClient> clients;

  SandboxClients() {
    String secret = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode("sandbox");
    clients =
        SandboxParty.ALL_PARTIES.stream()
            .map(party -> client(party, secret))
            .collect(Collectors.toMap(RegisteredClient::getClientId, Function.identity()));
  }

  private static RegisteredClient client(SandboxParty party, String secret) {
    return RegisteredClient.withId(party.id())
        .clientId(party.id())
        .clientSecret(secret)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .clientSettings(
            ClientSettings.builder()
                .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES384)
                .build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
        .build();
  }

  /** The clients are fixed. */
  @Override
  public void save(RegisteredClient client) {
    throw new IllegalStateException("The sandbox's clients are fixed.");
  }

  @Override
  public RegisteredClient findById(String id) {
    return clients.get(id);
  }

  @Override
  public RegisteredClient findByClientId(String clientId) {
    return clients.get(clientId);
  }
}
