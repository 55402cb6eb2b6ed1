/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Discovery for SMART Backend Services (SMART App Launch 2, section "Conformance"). */
@RestController
class SmartConfiguration {
  private final SecuritySettings settings;
  private final boolean sandbox;

  SmartConfiguration(SecuritySettings settings, Environment environment) {
    this.settings = settings;
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  @GetMapping("/fhir/.well-known/smart-configuration")
  Map<String, Object> configuration(HttpServletRequest request) {
    String issuer =
        sandbox
            ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
            : settings.issuer();
    return Map.of(
        "issuer", issuer,
        "token_endpoint", issuer + "/oauth2/token",
        "jwks_uri", issuer + "/oauth2/jwks",
        "grant_types_supported", List.of("client_credentials"),
        "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"),
        "scopes_supported", List.of("system/*.cruds"),
        "capabilities", List.of("client-confidential-asymmetric", "permission-v2"));
  }
}
