/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.security.CallerAuthentication;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who calls, as the security chain has found out. */
final class CurrentCaller {
  private CurrentCaller() {}

  static Optional<Caller> find() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication authentication
        ? Optional.of(authentication.getPrincipal())
        : Optional.empty();
  }
}
