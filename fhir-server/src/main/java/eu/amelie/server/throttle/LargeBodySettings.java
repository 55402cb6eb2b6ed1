/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many large bodies a node holds.
 *
 * @param from the size above which a body counts as large; default 64 KiB
 * @param atOnce how many of them are held; default one for each 256 MiB of the heap, two at least
 * @param longestWait for a place, then 503; default 10 s
 */
@ConfigurationProperties("amelie.large-bodies")
record LargeBodySettings(
    @DefaultValue("64KB") DataSize from,
    @DefaultValue("0") int atOnce,
    @DefaultValue("10s") Duration longestWait) {
  private static final int FEWEST = 2;
  private static final DataSize HEAP_FOR_ONE = DataSize.ofMegabytes(256);

  LargeBodySettings {
    atOnce = atOnce == 0 ? byHeap(Runtime.getRuntime().maxMemory()) : atOnce;
    if (atOnce < 0 || from.isNegative() || longestWait.isNegative()) {
      throw new StartRefusedException("Nothing of amelie.large-bodies is below nought.");
    }
  }

  static int byHeap(long bytes) {
    return (int) Math.max(FEWEST, bytes / HEAP_FOR_ONE.toBytes());
  }
}
