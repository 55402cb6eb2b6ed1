/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.notification.Backoff;
import eu.amelie.server.database.StartRefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The exchanges that cases are handed over to.
 *
 * @param peers by a name that appears in the log; without any the hub is off
 * @param pause between two rounds, and so how long a withdrawal may take to begin its way; default
 *     5 s
 * @param lookAgain after how long a round looks at all cases although nothing seems to have
 *     changed; zero for each time; default 1 min
 * @param firstWait after a first round that found a side unreachable, and after a step that was
 *     refused; doubled after each further one; default 5 s
 * @param longestWait between two rounds, or two attempts at a step; default 1 min
 * @param alarmAfter how long a side may be unreachable, or a step not be done, before the operator
 *     is told; default 10 min
 * @param connect how long a connection may take; default 2 s
 * @param answer how long a whole call may take; default 10 s
 */
@ConfigurationProperties("amelie.hub")
record HubSettings(
    @DefaultValue Map<String, Peer> peers,
    @DefaultValue("5s") Duration pause,
    @DefaultValue("1m") Duration lookAgain,
    @DefaultValue("5s") Duration firstWait,
    @DefaultValue("1m") Duration longestWait,
    @DefaultValue("10m") Duration alarmAfter,
    @DefaultValue("2s") Duration connect,
    @DefaultValue("10s") Duration answer) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * One other exchange.
   *
   * @param home this exchange, where the hub comes as the coordinator who is asked
   * @param abroad the other one, where it comes as an organisation that submits referrals
   * @param coordinator id there of the Organization that is asked
   */
  record Peer(Side home, Side abroad, String coordinator) {
    Peer {
      if (home == null || abroad == null || isBlank(coordinator)) {
        throw new StartRefusedException(
            "Each of amelie.hub.peers has home, abroad and coordinator.");
      }
    }
  }

  /**
   * One exchange, and as whom the hub comes to it.
   *
   * @param base FHIR base, such as {@code https://exchange.example.org/fhir}; unencrypted only on
   *     this machine
   * @param token token endpoint
   * @param client id of the client
   * @param key file with the client's private key, a JWK set of one key (ES384 or RS384)
   * @param organisation id there of the Organization that the client stands for
   */
  record Side(URI base, URI token, String client, Path key, String organisation) {
    Side {
      boolean complete =
          isSafe(base)
              && isSafe(token)
              && !isBlank(client)
              && key != null
              && !isBlank(organisation);
      if (!complete) {
        throw new StartRefusedException(
            "Each side of amelie.hub.peers has base and token (https), client, key and"
                + " organisation.");
      }
    }
  }

  HubSettings {
    peers = peers == null ? Map.of() : Map.copyOf(peers);
    long submitters =
        peers.values().stream()
            .map(peer -> List.of(peer.abroad().base(), peer.abroad().organisation()))
            .distinct()
            .count();
    if (submitters < peers.size()) {
      // What one of them has submitted the other would take for what is over, and take back.
      throw new StartRefusedException(
          "Each of amelie.hub.peers submits as an organisation of its own.");
    }
  }

  /** After a round, or a step, that failed. */
  Backoff backoff() {
    return new Backoff(firstWait, longestWait);
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static boolean isSafe(URI uri) {
    if (uri == null || uri.getHost() == null || uri.getUserInfo() != null) {
      return false;
    }
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
  }
}
