/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import java.util.Comparator;
import java.util.Objects;

/**
 * Which key-encryption key wraps a data key.
 *
 * @param keeper who holds it, as {@link KeyEncryption#keeper()} says
 * @param number counts up from 1 with each rotation at that keeper
 */
public record KeyVersion(String keeper, int number) implements Comparable<KeyVersion> {
  private static final Comparator<KeyVersion> ORDER =
      Comparator.comparing(KeyVersion::keeper).thenComparingInt(KeyVersion::number);

  public KeyVersion {
    Objects.requireNonNull(keeper);
    if (number < 1) {
      throw new IllegalArgumentException("Versions count from 1");
    }
  }

  @Override
  public int compareTo(KeyVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return keeper + "/" + number;
  }
}
