/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything one decision about one stored item rests on.
 *
 * @param organisation id of the asking Organization
 * @param custodian id of the Organization that submitted the item
 * @param consents those that this custodian submitted about the person
 * @param tasks all of the person's
 * @param safeContact the recorded code of {@code sc-contact}, or null
 * @param followUp how long a completed Task still counts as live
 */
public record CaseRequest(
    String organisation,
    CareRole role,
    DecisionRequest request,
    Item item,
    String custodian,
    List<CompiledConsent> consents,
    List<TaskFact> tasks,
    String safeContact,
    Duration followUp,
    Instant now) {
  public static final Duration DEFAULT_FOLLOW_UP = Duration.ofDays(30);
}
