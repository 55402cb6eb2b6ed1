/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port that is still free when whoever listens on it starts again: below those that a system
 * gives to whoever asks for any, as its database does, and to whoever calls.
 */
final class LastingPort {
  private static final int FIRST = 20_000;
  private static final int MANY = 10_000;

  private LastingPort() {}

  /** Builds that run side by side begin to look at places of their own. */
  static int find() throws IOException {
    int start = (int) (ProcessHandle.current().pid() * 7 % MANY);
    for (int i = 0; i < MANY; i++) {
      int port = FIRST + (start + i) % MANY;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("No port is free.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket tried = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return tried.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
