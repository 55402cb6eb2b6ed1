/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.server.security.CallerAuthentication;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * {@code /fhir/api-docs}: the contract of the role that {@code role} names, else that of the
 * caller, else those of all roles in one. The sandbox's tools stand beside the contract of a caller
 * that has them, and beside those of all roles.
 */
class ApiDocs extends HttpServlet {
  static final String PATH = "/fhir/api-docs";

  private static final long serialVersionUID = 1L;

  private final transient RoleContracts contracts;

  ApiDocs(RoleContracts contracts) {
    this.contracts = contracts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Collection<Role>> roles = roles(request.getParameter("role"));
    if (roles.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String issuer = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    OpenAPI api = new ApiDocument(contracts, roles.get()).at(issuer + "/fhir", issuer);
    if (request.getParameter("role") == null && caller().map(Caller::sandboxTools).orElse(true)) {
      SandboxCalls.addTo(api, issuer);
    }
    byte[] document = Json.mapper().writeValueAsBytes(api);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Authorization");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  /** Empty where there is no such role. */
  private static Optional<Collection<Role>> roles(String named) {
    if (named == null) {
      return Optional.of(
          caller()
              .<Collection<Role>>map(caller -> EnumSet.of(caller.role()))
              .orElseGet(() -> EnumSet.allOf(Role.class)));
    }
    return EnumSet.allOf(Role.class).stream()
        .filter(role -> role.claim().equals(named))
        .findFirst()
        .map(EnumSet::of);
  }

  private static Optional<Caller> caller() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication authentication
        ? Optional.of(authentication.getPrincipal())
        : Optional.empty();
  }
}
