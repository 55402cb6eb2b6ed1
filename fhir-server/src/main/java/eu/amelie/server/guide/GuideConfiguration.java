/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The start page and the guide: files, the same for everyone, without a token. A page may show the
 * guide's style sheet and nothing else: no script, no frame, no form, nothing from elsewhere.
 */
@Configuration
class GuideConfiguration implements WebMvcConfigurer {
  private static final String FIRST_PAGE = "/guide/index.html";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/guide", FIRST_PAGE);
    registry.addRedirectViewController("/guide/", FIRST_PAGE);
  }

  /** These files and no others: nothing of a library is handed out by its path. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/index.html").addResourceLocations("classpath:/static/");
    registry.addResourceHandler("/guide/**").addResourceLocations("classpath:/static/guide/");
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain guideAndStartPage(HttpSecurity http) throws Exception {
    return http.securityMatcher(pages())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
        .build();
  }

  /** By whole paths: what stands behind another servlet's path, such as {@code /fhir/}, is not. */
  private static RequestMatcher pages() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Stream.of("/", "/index.html", "/guide", "/guide/**")
            .map(path -> (RequestMatcher) paths.matcher(path))
            .toList());
  }
}
