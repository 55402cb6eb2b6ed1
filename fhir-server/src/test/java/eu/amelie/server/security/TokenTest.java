/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import static eu.amelie.server.testing.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Http;
import java.io.File;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ExchangeServer
class TokenTest {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http(port);
  }

  @Test
  void sandboxSecretGivesAToken() {
    HttpResponse<String> response = http.token("hospital-be", "sandbox", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("scope").asText()).isEqualTo("system/*.cruds");
  }

  @Test
  void wrongSecretAndUnknownClientAreInvalidClients() {
    HttpResponse<String> wrong = http.token("hospital-be", "guess", "");
    HttpResponse<String> unknown = http.token("hospital-xx", "sandbox", "");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(json(wrong).path("error").asText()).isEqualTo("invalid_client");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
  }

  @Test
  void whoIsRefusedWith401IsToldTheSchemeAndOthersAreNot() {
    for (HttpResponse<String> refused :
        java.util.List.of(
            http.token("hospital-be", "guess", ""),
            http.form("/oauth2/token", "grant_type=client_credentials"),
            present("x"))) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Basic realm=");
      assertThat(json(refused).path("error").asText()).isEqualTo("invalid_client");
      assertThat(json(refused).size()).isEqualTo(1);
      assertThat(refused.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
    HttpResponse<String> scope = http.token("auditor-be", "sandbox", "&scope=system/Patient.r");
    assertThat(scope.statusCode()).isEqualTo(400);
    assertThat(scope.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @Test
  void theIssuerOfATokenIsTheOneThatDiscoveryNames() throws Exception {
    String token = http.bearer("hospital-be").substring("Bearer ".length());

    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getIssuer())
        .isEqualTo(json(http.get("/fhir/.well-known/smart-configuration")).path("issuer").asText());
  }

  @Test
  void narrowerScopeIsGrantedAndUnregisteredScopeIsNot() {
    HttpResponse<String> narrower = http.token("shelter-be", "sandbox", "&scope=system/Task.ru");
    HttpResponse<String> mixed =
        http.token("auditor-be", "sandbox", "&scope=system/AuditEvent.r%20system/Patient.r");
    HttpResponse<String> none = http.token("auditor-be", "sandbox", "&scope=system/Patient.r");

    assertThat(json(narrower).path("scope").asText()).isEqualTo("system/Task.ru");
    assertThat(json(mixed).path("scope").asText()).isEqualTo("system/AuditEvent.r");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(json(none).path("error").asText()).isEqualTo("invalid_scope");
  }

  @Test
  void aScopeSaidTwiceIsNoRequest() {
    HttpResponse<String> twice =
        http.token("hospital-be", "sandbox", "&scope=system/Task.r&scope=system/Patient.r");

    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(json(twice).path("error").asText()).isEqualTo("invalid_request");
  }

  /**
   * Only what the discovery document names is there: a token cannot be taken back before its time.
   */
  @Test
  void thereIsATokenEndpointAndNothingElse() {
    String bearer = http.bearer("hospital-be");
    for (String path :
        List.of(
            "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration",
            "/oauth2/authorize?response_type=code&client_id=hospital-be")) {
      assertThat(http.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(http.get(path, "Authorization", bearer).statusCode()).as(path).isEqualTo(404);
    }
    for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
      assertThat(http.form(path, "token=x", "Authorization", bearer).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(http.get("/oauth2/jwks").statusCode()).isEqualTo(200);
  }

  @Test
  void unregisteredPurposeIsNotGranted() {
    assertThat(http.token("shelter-be", "sandbox", "&purpose_of_use=BTG").statusCode())
        .isEqualTo(200);
    assertThat(http.token("shelter-be", "sandbox", "&purpose_of_use=HRESCH").statusCode())
        .isEqualTo(400);
  }

  @Test
  void signedAssertionGivesATokenOnce() throws Exception {
    String assertion = assertion("hospital-be", http.url("/oauth2/token"), 200);

    assertThat(present(assertion).statusCode()).isEqualTo(200);
    assertThat(present(assertion).statusCode()).isEqualTo(401);
  }

  @Test
  void signedAssertionNeedsNoClientIdBesideIt() throws Exception {
    String form = "grant_type=client_credentials&client_assertion_type=%s&client_assertion=%s";
    String assertion = assertion("hospital-be", http.url("/oauth2/token"), 200);

    assertThat(http.form("/oauth2/token", form.formatted(ASSERTION_TYPE, assertion)).statusCode())
        .isEqualTo(200);
    assertThat(http.form("/oauth2/token", form.formatted(ASSERTION_TYPE, "x")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void assertionForAnotherAudienceOrTooLongOrExpiredIsRefused() throws Exception {
    assertThat(
            present(assertion("hospital-be", "https://other.example.org/token", 200)).statusCode())
        .isEqualTo(401);
    assertThat(present(assertion("hospital-be", http.url("/oauth2/token"), 900)).statusCode())
        .isEqualTo(401);
    assertThat(present(assertion("hospital-be", http.url("/oauth2/token"), -120)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    assertThat(present(assertion("hospital-be", http.url("/oauth2/token"), -30)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void unsignedAssertionIsRefused() {
    String plain = new PlainJWT(claims("hospital-be", http.url("/oauth2/token"), 200)).serialize();

    assertThat(present(plain).statusCode()).isEqualTo(401);
  }

  @Test
  void callWithoutATokenIsUnauthenticatedInNeutralWords() {
    HttpResponse<String> response = http.get("/fhir/Task");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(json(response).at("/issue/0/details/coding/0/code").asText())
        .isEqualTo("unauthenticated");
  }

  @Test
  void tamperedTokenAndTokenInTheQueryAreUnauthenticated() {
    String bearer = http.bearer("hospital-be");
    String tampered = bearer.substring(0, bearer.length() - 6) + "AAAAAA";

    assertThat(http.get("/fhir/Task", "Authorization", tampered).statusCode()).isEqualTo(401);
    assertThat(http.get("/fhir/Task?access_token=" + bearer.substring(7)).statusCode())
        .isEqualTo(401);
  }

  private HttpResponse<String> present(String assertion) {
    return http.form(
        "/oauth2/token",
        "grant_type=client_credentials&client_id=hospital-be&client_assertion_type="
            + ASSERTION_TYPE
            + "&client_assertion="
            + assertion);
  }

  private static String assertion(String client, String audience, int seconds) throws Exception {
    ECKey key = key(client);
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build();
    SignedJWT jwt = new SignedJWT(header, claims(client, audience, seconds));
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  private static JWTClaimsSet claims(String client, String audience, int seconds) {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(audience)
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
        .build();
  }

  private static ECKey key(String client) throws Exception {
    File file = new File("target/test-data/clients/" + client + ".jwks.json");
    return JWKSet.load(file).getKeys().get(0).toECKey();
  }
}
