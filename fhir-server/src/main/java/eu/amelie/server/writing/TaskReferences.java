/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** References for the telephone: eight characters, without those that sound or look alike. */
@Component
class TaskReferences {
  private static final String ALPHABET = "ACDEFHJKLMNPRTUVWXY3479";
  private static final int LENGTH = 8;

  private final SecureRandom random;

  TaskReferences(SecureRandom random) {
    this.random = random;
  }

  String next() {
    StringBuilder reference = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return reference.toString();
  }
}
