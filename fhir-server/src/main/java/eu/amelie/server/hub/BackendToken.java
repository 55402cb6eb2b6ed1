/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import eu.amelie.server.hub.HubSettings.Side;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A client's access token by SMART Backend Services: an assertion signed with its private key, for
 * a token that is used until shortly before its end. The key is read for each, so that it may be
 * replaced; neither key, assertion nor token is ever in a message.
 */
final class BackendToken {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final Side side;
  private final String scope;
  private final HttpCalls calls;
  private final InstantSource clock;
  private String token;
  private Instant until = Instant.MIN;

  /**
   * @param scope what is asked for, and no more
   */
  BackendToken(Side side, String scope, HttpCalls calls, InstantSource clock) {
    this.side = side;
    this.scope = scope;
    this.calls = calls;
    this.clock = clock;
  }

  /** The value of the header {@code Authorization}. */
  synchronized String bearer() {
    if (!clock.instant().isBefore(until)) {
      fetch();
    }
    return "Bearer " + token;
  }

  /** The token was refused: the next call asks for a new one. */
  synchronized void forget() {
    until = Instant.MIN;
  }

  private void fetch() {
    Instant asked = clock.instant();
    HttpResponse<String> answer =
        calls.send(
            HttpRequest.newBuilder(side.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form(assertion(asked))))
                .build());
    if (answer.statusCode() != OK) {
      throw new UnreachableException("no token (" + answer.statusCode() + ")");
    }
    JsonNode body = read(answer.body());
    token = body.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new UnreachableException("no token in the answer");
    }
    until = asked.plusSeconds(body.path("expires_in").asLong(0)).minus(MARGIN);
  }

  private String form(String assertion) {
    return Map.of(
            "grant_type",
            "client_credentials",
            "scope",
            scope,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion)
        .entrySet()
        .stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String assertion(Instant now) {
    try {
      JWK key = JWKSet.load(side.key().toFile()).getKeys().get(0);
      JWSAlgorithm algorithm =
          key.getKeyType().equals(KeyType.EC) ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384;
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
      SignedJWT assertion =
          new SignedJWT(
              new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(side.client())
                  .subject(side.client())
                  .audience(side.token().toString())
                  .jwtID(UUID.randomUUID().toString())
                  .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                  .build());
      assertion.sign(signer);
      return assertion.serialize();
    } catch (IOException | ParseException | JOSEException | IndexOutOfBoundsException e) {
      // No cause: its message may quote the file.
      throw new UnreachableException("the client's key cannot be used");
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreachableException("the token's answer cannot be read");
    }
  }
}
