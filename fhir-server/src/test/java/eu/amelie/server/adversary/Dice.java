/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random choices, the same for the same seed. */
record Dice(Random random) {

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
