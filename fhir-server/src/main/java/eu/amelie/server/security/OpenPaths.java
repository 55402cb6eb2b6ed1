/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import java.util.List;

/**
 * Addresses that need no token, beside discovery, health and the token endpoint. Whoever makes a
 * bean of it answers for it that nothing stored is to be had there.
 *
 * @param patterns as Spring Security reads them
 */
public record OpenPaths(List<String> patterns) {
  public OpenPaths {
    patterns = List.copyOf(patterns);
  }

  public OpenPaths(String... patterns) {
    this(List.of(patterns));
  }
}
