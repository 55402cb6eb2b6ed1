/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.interceptors.notification.Endpoints;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.scheduling.DueWork;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Where may be called, what is due, and the keys by which receivers verify. */
@Configuration
@EnableConfigurationProperties(NotificationSettings.class)
class NotificationConfiguration {
  private static final Duration BEAT = Duration.ofSeconds(1);

  @Bean
  Endpoints notificationEndpoints(NotificationSettings settings, Environment environment) {
    if (settings.loopback() && !environment.acceptsProfiles(Profiles.of("sandbox"))) {
      throw new StartRefusedException(
          "amelie.notification.loopback is for a sandbox: endpoints are not on this machine.");
    }
    return new Endpoints(settings.endpoints(), settings.loopback());
  }

  @Bean
  Task<Void> notificationTask(Deliveries deliveries) {
    return DueWork.named(Deliveries.TASK, name -> deliveries.work(Long.parseLong(name)));
  }

  @Bean
  Task<Void> subscriptionNoticeTask(SubscriberNotices notices) {
    return DueWork.named(SubscriberNotices.TASK, name -> notices.work(UUID.fromString(name)));
  }

  @Bean
  Task<Void> heartbeatTask(SubscriberNotices notices) {
    return DueWork.repeated("subscription-heartbeats", BEAT, notices::beat);
  }

  /** Public, as keys for verifying are. */
  @Bean
  ServletRegistrationBean<HttpServlet> notificationKeysServlet(NoticeSignatures signatures) {
    ServletRegistrationBean<HttpServlet> registration =
        new ServletRegistrationBean<>(new Keys(signatures), "/.well-known/notification-keys.json");
    registration.setName("notification-keys");
    return registration;
  }

  private static final class Keys extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient NoticeSignatures signatures;
    private final transient JsonMapper json = new JsonMapper();

    Keys(NoticeSignatures signatures) {
      this.signatures = signatures;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/jwk-set+json");
      response.setHeader("Cache-Control", "no-store");
      json.writeValue(response.getOutputStream(), signatures.publicKeys().toJSONObject(true));
    }
  }
}
