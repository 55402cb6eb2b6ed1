/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The decision about a stored item: custodian first, then need-to-know, then the Consents, then
 * what of identity may go along.
 *
 * <p>Guaranteed: pure and total like {@link ConsentDecision}; whatever goes wrong, or does not fit
 * together, is a {@link Deny}. Not guaranteed: that the facts handed in are complete and of today;
 * whoever asks reads them in the transaction that shows the item.
 */
public final class CaseDecision {
  private static final Set<Code> SECONDARY =
      Vocabulary.withDescendants(new Code(Vocabulary.ACT_REASON, "HRESCH"));
  private static final Code STATISTICS = new Code(Vocabulary.SC_PURPOSE, "sc-statistics");
  private static final Code COORDINATION = new Code(Vocabulary.SC_PURPOSE, "sc-coordination");

  /** The ground on which a party keeps sight of its own Task, whatever is permitted. */
  public static final String TASK_OWNER = "task-owner";

  private CaseDecision() {}

  public static Decision decide(CaseRequest asked) {
    try {
      return decideOrThrow(asked);
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  /**
   * The decision about what the exchange itself has put on record of a step of a Task: as about the
   * Task, for the two who hold it. Nobody else learns of a step, and it has no identity to release.
   *
   * @param requester id of the Organization that asked
   * @param owner id of the Organization that was asked
   */
  public static Decision decideAboutStep(CaseRequest asked, String requester, String owner) {
    try {
      if (isFaulty(asked)) {
        return new Deny(Reason.ERROR, List.of());
      }
      String party = asked.organisation().equals(owner) ? TASK_OWNER : "task-requester";
      boolean held = asked.organisation().equals(owner) || asked.organisation().equals(requester);
      return held && !isSecondary(asked)
          ? new Permit(Reason.PERMIT, List.of(party), Set.of())
          : new Deny(Reason.NO_NEED, List.of());
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  /**
   * The decision about a message that is part of a Task: its writer's own, and otherwise the other
   * party's alone, words included, for the owner as long as it needs to know. No Consent adds a
   * reader; whoever may see the case beyond the two reads nothing of what they say to each other.
   *
   * @param requester id of the Organization that asked
   * @param task that it is part of
   */
  public static Decision decideAboutMessage(CaseRequest asked, String requester, TaskFact task) {
    try {
      if (isFaulty(asked)) {
        return new Deny(Reason.ERROR, List.of());
      }
      if (asked.organisation().equals(asked.custodian())) {
        return decideForCustodian(asked);
      }
      boolean owner =
          asked.organisation().equals(task.owner())
              && asked.role() != CareRole.NONE
              && task.isLive(asked.now(), asked.followUp());
      boolean reads = owner || asked.organisation().equals(requester);
      return reads && !isSecondary(asked)
          ? new Permit(
              Reason.PERMIT,
              List.of(owner ? TASK_OWNER : "task-requester"),
              Set.of(IdentityLabel.TEXT))
          : new Deny(Reason.NO_NEED, List.of());
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  /**
   * The decision whether who asked for the work is shown what its owner has made of a Task: results
   * and notes. They are the owner's, whoever keeps the Task, so that no Consent opens them but one
   * that the owner submitted; it has to name who asked, and whoever asked has to need it still.
   *
   * @param asked by the requester, with the owner for the custodian
   */
  public static Decision decideAboutResults(CaseRequest asked) {
    try {
      if (isFaulty(asked)) {
        return new Deny(Reason.ERROR, List.of());
      }
      if (!needsToKnow(asked) || isSecondary(asked)) {
        return new Deny(Reason.NO_NEED, List.of());
      }
      Decision decision =
          ConsentDecision.decideByName(
              asked.consents(), asked.request(), asked.item(), asked.now());
      return decision instanceof Permit permit
          ? new Permit(permit.reason(), permit.basis(), released(asked, permit))
          : decision;
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  /**
   * The decision whether an item may be counted: looked at by the exchange itself, for no other
   * purpose than statistics, and never shown. Neither custodian, need to know nor emergency stands
   * for a Consent here: it has to permit the statistics office by name.
   */
  public static Decision decideAboutCounting(CaseRequest asked) {
    try {
      if (isFaulty(asked) || !asked.request().purposes().equals(Set.of(STATISTICS))) {
        return new Deny(Reason.ERROR, List.of());
      }
      Decision decision =
          ConsentDecision.decideByName(
              asked.consents(), asked.request(), asked.item(), asked.now());
      return decision instanceof Permit permit
          ? new Permit(permit.reason(), permit.basis(), Set.of())
          : decision;
    } catch (RuntimeException e) {
      return new Deny(Reason.ERROR, List.of());
    }
  }

  private static boolean isFaulty(CaseRequest asked) {
    return asked.organisation().isBlank()
        || !asked.request().organization().equals("Organization/" + asked.organisation());
  }

  private static Decision decideOrThrow(CaseRequest asked) {
    if (isFaulty(asked)) {
      return new Deny(Reason.ERROR, List.of());
    }
    if (asked.organisation().equals(asked.custodian())) {
      return decideForCustodian(asked);
    }
    Decision decision = decideForOthers(asked);
    return decision instanceof Deny && isOwnTask(asked)
        ? new Permit(Reason.PERMIT, List.of(TASK_OWNER), Set.of())
        : decision;
  }

  /** Controller of its own record, but not for research or statistics. */
  private static Decision decideForCustodian(CaseRequest asked) {
    return isSecondary(asked)
        ? new Deny(Reason.DEFAULT_DENY, List.of("custodian"))
        : new Permit(Reason.PERMIT, List.of("custodian"), EnumSet.allOf(IdentityLabel.class));
  }

  private static boolean isSecondary(CaseRequest asked) {
    return asked.request().purposes().stream()
        .anyMatch(purpose -> purpose.equals(STATISTICS) || SECONDARY.contains(purpose));
  }

  /**
   * Who was asked to do the work keeps the Task itself, whatever became of consent or need, so that
   * it learns that the work is over; of identity nothing stays.
   */
  private static boolean isOwnTask(CaseRequest asked) {
    return asked.item().type().equals("Task")
        && asked.item().owner().equals(asked.request().organization())
        && !isSecondary(asked);
  }

  /**
   * Who else was asked about a person is for those to know who asked, and for a coordinator whom a
   * Consent names: two services on one case do not learn of each other.
   */
  private static boolean isTaskOfOthers(CaseRequest asked) {
    return asked.item().type().equals("Task")
        && asked.role() != CareRole.COORDINATOR
        && !asked.item().owner().equals(asked.request().organization());
  }

  /** That a Consent of the same person says something to or of others is not theirs to know. */
  private static boolean isConsentToOthers(CaseRequest asked) {
    return asked.item().type().equals("Consent")
        && !asked.item().recipients().contains(asked.request().organization());
  }

  private static Decision decideForOthers(CaseRequest asked) {
    if (isTaskOfOthers(asked) || isConsentToOthers(asked)) {
      return new Deny(Reason.NO_NEED, List.of());
    }
    boolean emergency = isEmergency(asked);
    if (!emergency && !needsToKnow(asked)) {
      return new Deny(Reason.NO_NEED, List.of());
    }
    Decision decision = byConsent(asked, emergency);
    if (decision instanceof Permit permit) {
      return new Permit(permit.reason(), permit.basis(), released(asked, permit));
    }
    return emergency && decision.reason() == Reason.DEFAULT_DENY
        ? new Permit(Reason.PERMIT, List.of("break-glass"), Set.of())
        : decision;
  }

  /** An emergency stands for the need to know, and gives way to an explicit deny. */
  private static boolean isEmergency(CaseRequest asked) {
    return (asked.role() == CareRole.SUPPORT || asked.role() == CareRole.COORDINATOR)
        && asked.breakGlass().isPresent()
        && asked.breakGlass().get().covers(asked);
  }

  private static boolean needsToKnow(CaseRequest asked) {
    return switch (asked.role()) {
      case REFERRER -> true;
      case SUPPORT -> ownTasks(asked).anyMatch(task -> task.isLive(asked.now(), asked.followUp()));
      case COORDINATOR -> asked.request().purposes().contains(COORDINATION);
      case NONE -> false;
    };
  }

  private static Decision byConsent(CaseRequest asked, boolean emergency) {
    return asked.role() == CareRole.COORDINATOR && !emergency
        ? ConsentDecision.decideByName(asked.consents(), asked.request(), asked.item(), asked.now())
        : ConsentDecision.decide(asked.consents(), asked.request(), asked.item(), asked.now());
  }

  private static Set<IdentityLabel> released(CaseRequest asked, Permit permit) {
    Set<IdentityLabel> labels = EnumSet.noneOf(IdentityLabel.class);
    if (asked.role() != CareRole.SUPPORT || !waitsForAcceptance(asked)) {
      labels.addAll(permit.releasedLabels());
    }
    if (!SafeContact.mayReach(asked.safeContact())) {
      labels.remove(IdentityLabel.DEMO);
    }
    return labels;
  }

  /** Its Tasks are all still on the table; without any it is here for an emergency. */
  private static boolean waitsForAcceptance(CaseRequest asked) {
    return ownTasks(asked).anyMatch(TaskFact::isBeforeAcceptance)
        && ownTasks(asked).noneMatch(task -> task.isAcceptedAndLive(asked.now(), asked.followUp()));
  }

  private static Stream<TaskFact> ownTasks(CaseRequest asked) {
    return asked.tasks().stream().filter(task -> task.owner().equals(asked.organisation()));
  }
}
