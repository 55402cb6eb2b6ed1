/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.List;

/** The rounds with all peers, one after the other; one that is not there holds up no other. */
final class HubRounds {
  private final List<PeerRounds> peers;

  HubRounds(List<PeerRounds> peers) {
    this.peers = List.copyOf(peers);
  }

  void run() {
    peers.forEach(PeerRounds::runIfDue);
  }
}
