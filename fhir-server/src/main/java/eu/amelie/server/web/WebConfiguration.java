/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.access.Gate;
import eu.amelie.server.conformance.Capabilities;
import eu.amelie.server.handling.Dispatcher;
import eu.amelie.server.handling.Refusals;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR servlet at {@code /fhir}. */
@Configuration
class WebConfiguration {
  @Bean
  ServletRegistrationBean<FhirServlet> fhirServlet(
      RequestReader requests,
      Gate gate,
      Dispatcher dispatcher,
      Refusals refusals,
      Capabilities capabilities,
      ReplyWriter replies) {
    ServletRegistrationBean<FhirServlet> registration =
        new ServletRegistrationBean<>(
            new FhirServlet(requests, gate, dispatcher, refusals, capabilities, replies),
            "/fhir/*");
    registration.setName("fhir");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
