/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import java.io.IOException;

/** What a message has to pass at the moment in which it leaves. */
@FunctionalInterface
interface Gate {
  /** For what tells nothing of anybody. */
  Gate OPEN = Bytes::write;

  /** Writes the message to its receiver. */
  @FunctionalInterface
  interface Bytes {
    void write() throws IOException;
  }

  /**
   * Lets the message leave, or holds it back.
   *
   * @throws IOException where it is held back or cannot be written
   */
  void pass(Bytes message) throws IOException;
}
