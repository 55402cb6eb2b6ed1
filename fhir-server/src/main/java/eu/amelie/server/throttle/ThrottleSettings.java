/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Budgets, on each node by itself.
 *
 * @param client of each client; default 1,000 requests in a second, 5,000 at once
 * @param clients of single clients, by their id, in place of the former
 * @param atOnce how many requests of one client are at work together; default 64. The container has
 *     threads for six times as many ({@code server.tomcat.threads.max})
 * @param address of each network address, where nobody is known yet: for tokens, for discovery and
 *     for calls whose token does not count, each by itself; default 500 requests in a second, 5,000
 *     at once. Behind a proxy it is the proxy's own unless {@code server.forward-headers-strategy}
 *     says otherwise
 */
@ConfigurationProperties("amelie.throttle")
public record ThrottleSettings(
    Rate client, Map<String, Rate> clients, Integer atOnce, Rate address) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int AT_ONCE = 64;

  public ThrottleSettings {
    client = client == null ? new Rate(1_000, SECOND, 5_000) : client;
    clients = clients == null ? Map.of() : Map.copyOf(clients);
    atOnce = atOnce == null ? AT_ONCE : atOnce;
    address = address == null ? new Rate(500, SECOND, 5_000) : address;
  }

  Rate of(String clientId) {
    return clients.getOrDefault(clientId, client);
  }
}
