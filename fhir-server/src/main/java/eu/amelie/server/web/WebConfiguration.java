/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.answer.RefusalWords;
import eu.amelie.server.conformance.Capabilities;
import eu.amelie.server.handling.Dispatcher;
import eu.amelie.server.handling.Refusals;
import eu.amelie.server.throttle.LargeBodies;
import eu.amelie.server.throttle.Throttle;
import eu.amelie.terminology.Language;
import java.util.EnumMap;
import java.util.Map;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR servlet at {@code /fhir}, and what is answered where it is not asked. */
@Configuration
class WebConfiguration {
  /** Where the servlet is. */
  static final String FHIR = "/fhir";

  /** The container's own answers, too. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerErrors(FhirContext context) {
    Map<Language, Map<ErrorCode, String>> bodies = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      bodies.put(language, bodies(context, language));
    }
    return factory ->
        factory.addContextCustomizers(
            web -> {
              StandardHost host = (StandardHost) web.getParent();
              // The host adds one of its own unless one of this class is there.
              host.setErrorReportValveClass(ContainerErrors.class.getName());
              host.getPipeline().addValve(new ContainerErrors(bodies));
            });
  }

  private static Map<ErrorCode, String> bodies(FhirContext context, Language language) {
    Map<ErrorCode, String> bodies = new EnumMap<>(ErrorCode.class);
    for (ErrorCode code : ErrorCode.values()) {
      bodies.put(
          code,
          context
              .newJsonParser()
              .encodeResourceToString(RefusalWords.of(ExchangeException.of(code), language)));
    }
    return bodies;
  }

  @Bean
  ServletRegistrationBean<FhirServlet> fhirServlet(
      RequestReader requests,
      Gate gate,
      Dispatcher dispatcher,
      Refusals refusals,
      Capabilities capabilities,
      ReplyWriter replies,
      Throttle throttle,
      LargeBodies largeBodies) {
    ServletRegistrationBean<FhirServlet> registration =
        new ServletRegistrationBean<>(
            new FhirServlet(
                requests, gate, dispatcher, refusals, capabilities, replies, throttle, largeBodies),
            FHIR + "/*");
    registration.setName("fhir");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
