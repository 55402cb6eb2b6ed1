/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import ca.uhn.fhir.context.FhirContext;
import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.server.hub.HubSettings.Peer;
import eu.amelie.server.hub.HubSettings.Side;
import eu.amelie.server.scheduling.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The rounds with the peers that are configured, done by one node at a time. */
@Configuration
@Conditional(HubConfiguration.PeersConfigured.class)
@EnableConfigurationProperties(HubSettings.class)
class HubConfiguration {

  /** Without peers nothing of this is there. */
  static final class PeersConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Binder.get(context.getEnvironment())
          .bind("amelie.hub.peers", Bindable.mapOf(String.class, Object.class))
          .isBound();
    }
  }

  @Bean
  HubRounds hubRounds(
      HubSettings settings, FhirContext context, MeterRegistry meters, Environment environment) {
    boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    HttpCalls calls = new HttpCalls(settings.connect(), settings.answer());
    return new HubRounds(
        new TreeMap<>(settings.peers())
            .entrySet().stream()
                .map(
                    peer -> {
                      HubAlarm alarm = new HubAlarm(peer.getKey(), meters);
                      Unfinished unfinished =
                          new Unfinished(
                              peer.getKey(),
                              meters,
                              settings.backoff(),
                              settings.alarmAfter(),
                              InstantSource.system());
                      HomeExchange home = home(peer.getValue(), calls, context);
                      RemoteExchange remote = remote(peer.getValue(), calls, context);
                      return new PeerRounds(
                          new HubRound(
                              home, remote, carried(peer.getValue(), sandbox), unfinished, alarm),
                          new Glances(
                              home,
                              remote,
                              unfinished,
                              settings.lookAgain(),
                              InstantSource.system()),
                          alarm,
                          settings.backoff(),
                          settings.alarmAfter(),
                          InstantSource.system());
                    })
                .toList());
  }

  private static HomeExchange home(Peer peer, HttpCalls calls, FhirContext context) {
    return new HomeExchange(
        client(peer.home(), HomeExchange.SCOPE, calls, context), peer.home().organisation());
  }

  private static RemoteExchange remote(Peer peer, HttpCalls calls, FhirContext context) {
    return new RemoteExchange(client(peer.abroad(), RemoteExchange.SCOPE, calls, context));
  }

  private static CarriedCase carried(Peer peer, boolean sandbox) {
    return new CarriedCase(
        "Organization/" + peer.abroad().organisation(),
        "Organization/" + peer.coordinator(),
        sandbox);
  }

  private static FhirCalls client(Side side, String scope, HttpCalls calls, FhirContext context) {
    return new FhirCalls(
        side.base(), new BackendToken(side, scope, calls, InstantSource.system()), calls, context);
  }

  @Bean
  Task<Void> hubTask(HubRounds rounds, HubSettings settings) {
    return DueWork.repeated("handovers-abroad", settings.pause(), rounds::run);
  }
}
