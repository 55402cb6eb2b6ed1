/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Access tokens of the sandbox's parties, each used for a minute of the ten that it holds. To look
 * at a secret takes the server longer than most calls do, on purpose, and a party's tokens all say
 * the same of it.
 */
@Component
class Bearers {
  private static final long KEPT_FOR = Duration.ofMinutes(1).toNanos();
  private static final Map<Party, Kept> KEPT = new ConcurrentHashMap<>();

  private record Party(int port, String client) {}

  private record Kept(String bearer, long since) {}

  /** With default scopes and purpose, as {@link Http#bearer} asks for it. */
  static String of(int port, String client) {
    long now = System.nanoTime();
    return KEPT.compute(
            new Party(port, client),
            (party, kept) ->
                kept != null && now - kept.since() < KEPT_FOR
                    ? kept
                    : new Kept(new Http(port).bearer(client), now))
        .bearer();
  }

  /** Where a server listened that ends, another may come to listen. */
  @PreDestroy
  void forget() {
    KEPT.clear();
  }
}
