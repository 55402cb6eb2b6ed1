/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Puts calls on record that end in the security chain. */
@FunctionalInterface
public interface DeniedAttempts {
  /** Whether it is on record now; also gives the answer its request id. */
  boolean record(HttpServletRequest request, HttpServletResponse response);
}
