/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A party's token, and another one long before it ends: on a busy machine a test may take longer
 * than a token lasts.
 */
public final class RenewedBearer implements Supplier<String> {
  private static final long FRESH_NANOS = Duration.ofMinutes(3).toNanos();

  private final int port;
  private final String client;
  private String bearer;
  private long since;

  /** Has the first one at once. */
  public RenewedBearer(int port, String client) {
    this.port = port;
    this.client = client;
    renew();
  }

  @Override
  public synchronized String get() {
    if (System.nanoTime() - since > FRESH_NANOS) {
      renew();
    }
    return bearer;
  }

  private void renew() {
    since = System.nanoTime();
    bearer = Bearers.of(port, client);
  }
}
