/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The decision about a stored item: custodian first, then need-to-know, then the Consents, then
 * what of identity may go along. Pure and total like {@link ConsentDecision}.
 */
public final class CaseDecision {
  private static final Code RESEARCH = new Code(Vocabulary.ACT_REASON, "HRESCH");
  private static final Code STATISTICS = new Code(Vocabulary.SC_PURPOSE, "sc-statistics");
  private static final Code COORDINATION = new Code(Vocabulary.SC_PURPOSE, "sc-coordination");
  private static final Set<String> NO_CONTACT = Set.of("do-not-contact", "unknown");

  private CaseDecision() {}

  public static Decision decide(CaseRequest asked) {
    try {
      return decideOrThrow(asked);
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  private static Decision decideOrThrow(CaseRequest asked) {
    if (asked.organisation().equals(asked.custodian())) {
      return decideForCustodian(asked);
    }
    return switch (asked.role()) {
      case REFERRER -> byConsent(asked);
      case SUPPORT ->
          asked.tasks().stream().anyMatch(task -> isOwnAndLive(asked, task))
              ? byConsent(asked)
              : new Deny(Reason.NO_NEED, List.of());
      case COORDINATOR ->
          asked.request().purposes().contains(COORDINATION)
              ? byConsent(asked)
              : new Deny(Reason.NO_NEED, List.of());
      case NONE -> new Deny(Reason.NO_NEED, List.of());
    };
  }

  /** Controller of its own record, but not for research or statistics. */
  private static Decision decideForCustodian(CaseRequest asked) {
    boolean secondary =
        asked.request().purposes().stream()
            .anyMatch(p -> p.equals(STATISTICS) || Vocabulary.isPurpose(p, RESEARCH));
    return secondary
        ? new Deny(Reason.DEFAULT_DENY, List.of("custodian"))
        : new Permit(Reason.PERMIT, List.of("custodian"), EnumSet.allOf(IdentityLabel.class));
  }

  private static boolean isOwnAndLive(CaseRequest asked, TaskFact task) {
    return task.owner().equals(asked.organisation()) && task.isLive(asked.now(), asked.followUp());
  }

  private static Decision byConsent(CaseRequest asked) {
    Decision decision =
        ConsentDecision.decide(asked.consents(), asked.request(), asked.item(), asked.now());
    return decision instanceof Permit permit
        ? new Permit(permit.reason(), permit.basis(), released(asked, permit))
        : decision;
  }

  private static Set<IdentityLabel> released(CaseRequest asked, Permit permit) {
    Set<IdentityLabel> labels = EnumSet.noneOf(IdentityLabel.class);
    labels.addAll(permit.releasedLabels());
    if (asked.role() == CareRole.SUPPORT && !hasAccepted(asked)) {
      labels.clear();
    }
    if (asked.safeContact() == null || NO_CONTACT.contains(asked.safeContact())) {
      labels.remove(IdentityLabel.DEMO);
    }
    return labels;
  }

  private static boolean hasAccepted(CaseRequest asked) {
    return asked.tasks().stream()
        .anyMatch(
            task ->
                task.owner().equals(asked.organisation())
                    && task.isAcceptedAndLive(asked.now(), asked.followUp()));
  }
}
