/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.TaskFact;
import eu.amelie.server.facts.TaskRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that decisions about one person's items rest on, read together.
 *
 * @param consents by custodian
 * @param nobodies whom any Consent denies, whoever keeps it: none of them consents as a guardian
 * @param restricted custodians whose part of her case is restricted
 * @param relations whether a Consent speaks of what items have to do with each other
 * @param parties requester and owner of each Task, by its id
 * @param safeContact the recorded rules, and that a form which counts forbids contact
 * @param contactForms those about reaching her that still count
 * @param now by the clock that decides
 */
public record PersonFacts(
    Map<String, List<CompiledConsent>> consents,
    Set<String> nobodies,
    Set<String> restricted,
    boolean relations,
    List<TaskFact> tasks,
    Map<String, TaskRow> parties,
    Set<String> safeContact,
    Set<UUID> contactForms,
    Instant now) {

  boolean isRestricted(String custodian) {
    return restricted.contains(custodian);
  }

  /**
   * Those that count for the items of one custodian: all of the person's. What she has denied she
   * has denied to whomever she said it; permitted are only the items of whoever submitted it.
   */
  List<CompiledConsent> countingFor(String custodian) {
    List<CompiledConsent> counting = new ArrayList<>();
    consents.forEach(
        (submitter, some) ->
            some.stream()
                .map(one -> submitter.equals(custodian) ? one : one.permittingNothing())
                .forEach(counting::add));
    return counting;
  }
}
