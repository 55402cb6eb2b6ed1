/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.TaskFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that decisions about one person's items rest on, read together.
 *
 * @param consents by custodian
 * @param safeContact the recorded rule, if any
 * @param now by the database's clock
 */
record PersonFacts(
    Map<String, List<CompiledConsent>> consents,
    List<TaskFact> tasks,
    Optional<String> safeContact,
    Instant now) {

  List<CompiledConsent> consentsOf(String custodian) {
    return consents.getOrDefault(custodian, List.of());
  }
}
