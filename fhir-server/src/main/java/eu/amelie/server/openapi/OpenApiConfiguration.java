/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.server.security.OpenPaths;
import jakarta.servlet.http.HttpServlet;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Servlets of their own, because the FHIR base takes everything else below it. */
@Configuration
@Profile("sandbox")
class OpenApiConfiguration {
  @Bean
  ServletRegistrationBean<HttpServlet> apiDocs(RoleContracts contracts) {
    ServletRegistrationBean<HttpServlet> registration =
        new ServletRegistrationBean<>(new ApiDocs(contracts), ApiDocs.PATH);
    registration.setName("api-docs");
    return registration;
  }

  @Bean
  ServletRegistrationBean<HttpServlet> swaggerUi() {
    ServletRegistrationBean<HttpServlet> registration =
        new ServletRegistrationBean<>(new SwaggerUi(), SwaggerUi.PATH + "/*");
    registration.setName("swagger-ui");
    return registration;
  }

  @Bean
  OpenPaths apiPaths() {
    return new OpenPaths(ApiDocs.PATH, SwaggerUi.PATH, SwaggerUi.PATH + "/**");
  }
}
