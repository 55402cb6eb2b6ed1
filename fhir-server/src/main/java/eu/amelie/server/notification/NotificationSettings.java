/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.server.database.StartRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications are delivered.
 *
 * @param endpoints by organisation: what its endpoints begin with, {@code https} only; default none
 * @param loopback whether endpoints on this machine may be called, in a sandbox only; default no
 * @param firstWait after a first failure; doubled after each further one; default 1 s
 * @param longestWait between two attempts; default 10 min
 * @param keepTrying before a notification is left to the operator; default 3 days
 * @param connect how long a connection may take; default 2 s
 * @param answer how long a whole call may take; default 5 s
 */
@ConfigurationProperties("amelie.notification")
record NotificationSettings(
    @DefaultValue Map<String, List<URI>> endpoints,
    @DefaultValue("false") boolean loopback,
    @DefaultValue("1s") Duration firstWait,
    @DefaultValue("10m") Duration longestWait,
    @DefaultValue("3d") Duration keepTrying,
    @DefaultValue("2s") Duration connect,
    @DefaultValue("5s") Duration answer) {

  NotificationSettings {
    endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
    boolean secure =
        endpoints.values().stream()
            .flatMap(List::stream)
            .allMatch(uri -> "https".equals(uri.getScheme()) && uri.getHost() != null);
    if (!secure) {
      throw new StartRefusedException(
          "Every one of amelie.notification.endpoints begins with https and a host.");
    }
  }
}
