/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random password of 192 bits in letters, digits, {@code -} and {@code _}. {@code toString} does
 * not show it.
 */
final class DatabasePassword {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  private DatabasePassword(String value) {
    this.value = value;
  }

  static DatabasePassword random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return new DatabasePassword(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * The password kept in that file, which only its owner can read; a new one where it is missing.
   */
  static DatabasePassword keptIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      OwnerOnly.write(file, random().value + "\n");
    }
    return new DatabasePassword(Files.readString(file, StandardCharsets.UTF_8).strip());
  }

  String value() {
    return value;
  }

  @Override
  public String toString() {
    return "DatabasePassword[…]";
  }
}
