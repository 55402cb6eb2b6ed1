/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one decision about one stored item rests on.
 *
 * @param organisation id of the asking Organization, the same as in {@code request}
 * @param custodian id of the Organization that submitted the item
 * @param consents those that this custodian submitted about the person
 * @param tasks all of the person's
 * @param safeContact the recorded codes of {@code sc-contact}; empty where none is recorded
 * @param followUp how long a completed Task still counts as live
 * @param breakGlass an emergency access on record
 */
public record CaseRequest(
    String organisation,
    CareRole role,
    DecisionRequest request,
    Item item,
    String custodian,
    List<CompiledConsent> consents,
    List<TaskFact> tasks,
    Set<String> safeContact,
    Duration followUp,
    Optional<BreakGlassGrant> breakGlass,
    Instant now) {
  public static final Duration DEFAULT_FOLLOW_UP = Duration.ofDays(30);

  /** Without break-glass, and with one safe-contact rule or null. */
  public CaseRequest(
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
    this(
        organisation,
        role,
        request,
        item,
        custodian,
        consents,
        tasks,
        safeContact == null ? Set.of() : Set.of(safeContact),
        followUp,
        Optional.empty(),
        now);
  }
}
