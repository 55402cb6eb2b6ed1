/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Discovery for SMART Backend Services (SMART App Launch 2, section "Conformance"). A servlet of
 * its own, because the FHIR base takes everything else below it.
 */
@Configuration
class SmartConfiguration {
  private static final String PATH = "/fhir/.well-known/smart-configuration";

  @Bean
  ServletRegistrationBean<HttpServlet> smartConfigurationServlet(
      SecuritySettings settings, Environment environment) {
    boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    ServletRegistrationBean<HttpServlet> registration =
        new ServletRegistrationBean<>(new Discovery(settings, sandbox), PATH);
    registration.setName("smart-configuration");
    return registration;
  }

  private static final class Discovery extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SecuritySettings settings;
    private final boolean sandbox;
    private final transient JsonMapper json = new JsonMapper();

    Discovery(SecuritySettings settings, boolean sandbox) {
      this.settings = settings;
      this.sandbox = sandbox;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      json.writeValue(response.getOutputStream(), configuration(request));
    }

    private Map<String, Object> configuration(HttpServletRequest request) {
      // The sandbox is asked under many names, and its tokens bear one issuer.
      String issuer = sandbox ? SecuritySettings.SANDBOX_ISSUER : settings.issuer();
      String place =
          sandbox
              ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
              : settings.issuer();
      return new TreeMap<>(
          Map.of(
              "issuer", issuer,
              "token_endpoint", place + "/oauth2/token",
              "jwks_uri", place + "/oauth2/jwks",
              "grant_types_supported", List.of("client_credentials"),
              "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
              "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"),
              "scopes_supported", List.of("system/*.cruds"),
              "capabilities", List.of("client-confidential-asymmetric", "permission-v2")));
    }
  }
}
