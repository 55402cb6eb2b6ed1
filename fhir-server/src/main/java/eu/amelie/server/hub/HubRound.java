/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.hub.HomeState.Offered;
import eu.amelie.server.hub.NextStep.AcceptAtHome;
import eu.amelie.server.hub.NextStep.CarryAnew;
import eu.amelie.server.hub.NextStep.LeaveToPeople;
import eu.amelie.server.hub.NextStep.RejectAtHome;
import eu.amelie.server.hub.NextStep.Rest;
import eu.amelie.server.hub.NextStep.Submit;
import eu.amelie.server.hub.NextStep.TakeBack;
import eu.amelie.server.hub.NextStep.WithdrawAtHome;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;

/**
 * One look at both sides, and the next step of each offer: first what takes a copy back, then all
 * else; of either, what failed before comes last.
 *
 * <p>Guaranteed: a step that one side refuses holds up no other offer, and one that a side never
 * answers holds up none for more than one round. The other side is looked at first: what stands
 * there was offered before this round looks for its offer, so that two rounds at once take nothing
 * back that stands. Not guaranteed: that a round ends; what is left is found again by the next.
 */
final class HubRound {
  private final HomeExchange home;
  private final RemoteExchange remote;
  private final CarriedCase carried;
  private final Unfinished unfinished;
  private final HubAlarm alarm;

  /** Keys of the copies that stand there as far as is known; empty before the first look. */
  private Optional<Set<String>> known = Optional.empty();

  HubRound(
      HomeExchange home,
      RemoteExchange remote,
      CarriedCase carried,
      Unfinished unfinished,
      HubAlarm alarm) {
    this.home = home;
    this.remote = remote;
    this.carried = carried;
    this.unfinished = unfinished;
    this.alarm = alarm;
  }

  /**
   * @throws UnreachableException where a side cannot be asked
   */
  void run() {
    Map<String, Copy> copies = copies();
    List<BothSides> all = both(copies, offers(copies.keySet()));
    unfinished.looked(all.stream().map(BothSides::key).collect(Collectors.toSet()));
    all.forEach(this::follow);
  }

  private Map<String, Copy> copies() {
    try {
      Map<String, Copy> copies = remote.copies();
      known = Optional.of(new HashSet<>(copies.keySet()));
      return copies;
    } catch (UnreachableException e) {
      known.ifPresent(this::noteWhatWaits);
      throw e;
    }
  }

  /** All of them only where one is missing: one that a shifting page has left out is not over. */
  private Map<String, Offer> offers(Set<String> copied) {
    Map<String, Offer> standing = home.standing();
    if (standing.keySet().containsAll(copied)) {
      return standing;
    }
    Map<String, Offer> all = home.all();
    if (all.isEmpty()) {
      // So it is after a change of the settings, too: nothing is erased abroad for that.
      throw new UnreachableException("copies abroad, and not one offer at home");
    }
    Map<String, Offer> offers = new LinkedHashMap<>(standing);
    offers.putAll(all);
    return offers;
  }

  private List<BothSides> both(Map<String, Copy> copies, Map<String, Offer> offers) {
    Set<String> keys = new LinkedHashSet<>(offers.keySet());
    keys.addAll(copies.keySet());
    return keys.stream()
        .map(
            key ->
                new BothSides(
                    key,
                    Optional.ofNullable(offers.get(key)),
                    Optional.ofNullable(copies.get(key))))
        .sorted(
            Comparator.comparing((BothSides one) -> !one.isTakenBack())
                .thenComparing(one -> unfinished.attempts(one.key())))
        .toList();
  }

  private void follow(BothSides one) {
    Optional<NextStep> listed = HandoverCourse.next(one.home(), one.there());
    if (listed.filter(Rest.class::isInstance).isPresent()) {
      unfinished.done(one.key());
    } else if (one.offer().isEmpty() && !unfinished.has(one.key())) {
      // Believed once a second look does not find its offer either.
      unfinished.found(one.key(), listed.orElseThrow());
    } else if (unfinished.isDue(one.key())) {
      NextStep step = listed.orElse(new Rest());
      try {
        step = listed.orElseGet(() -> look(one));
        take(step, one);
        unfinished.done(one.key());
      } catch (StepRefusedException e) {
        alarm.refused(step, e, unfinished.failed(one.key(), step));
      } catch (UnreachableException e) {
        unfinished.failed(one.key(), step);
        throw e;
      } catch (RuntimeException e) {
        // What a side answers is not ours: a fault in one case is no reason to leave the others.
        alarm.refused(
            step,
            new StepRefusedException("not done (" + e.getClass().getSimpleName() + ")"),
            unfinished.failed(one.key(), step));
      }
    }
  }

  private NextStep look(BothSides one) {
    RemoteState there =
        remote.task(one.key()).map(RemoteState::of).orElse(new RemoteState.Absent());
    return HandoverCourse.next(one.home(), one.there(), there);
  }

  private void take(NextStep step, BothSides one) {
    if (step instanceof TakeBack back) {
      remote.takeBack(back, one.key(), one.copy().orElseThrow());
      known.ifPresent(copied -> copied.remove(one.key()));
    } else if (step instanceof Submit) {
      submit(one);
    } else if (step instanceof CarryAnew) {
      remote.carryAnew(referral(one), one.key(), one.copy().orElseThrow());
    } else if (step instanceof AcceptAtHome) {
      home.accept(one.offer().orElseThrow());
    } else if (step instanceof RejectAtHome reject) {
      home.reject(one.offer().orElseThrow(), reject.reason());
    } else if (step instanceof LeaveToPeople) {
      throw new StepRefusedException("left to people: accepted there once it had lapsed here");
    } else if (step instanceof WithdrawAtHome) {
      home.withdraw(one.offer().orElseThrow());
    }
  }

  /** What was erased there is not taken again: the original goes on without. */
  private void submit(BothSides one) {
    if (isTaken(one)) {
      known.ifPresent(copied -> copied.add(one.key()));
    } else {
      home.reject(one.offer().orElseThrow(), HandoverCourse.NOT_TAKEN);
    }
  }

  /**
   * To the same content again an exchange says what it said before, though nothing stands there.
   */
  private boolean isTaken(BothSides one) {
    try {
      remote.submit(referral(one));
    } catch (StepRefusedException e) {
      if (!e.isFor(ErrorCode.DUPLICATE_CONFLICT)) {
        throw e;
      }
      return false;
    }
    return remote.task(one.key()).isPresent();
  }

  private Bundle referral(BothSides one) {
    Offer offer = one.offer().orElseThrow();
    return carried
        .of(offer, home.consents(offer))
        .orElseThrow(() -> new StepRefusedException("too little is shown of an offer"));
  }

  /** While nothing can be done there, the operator sees all the same how much is to be done. */
  private void noteWhatWaits(Set<String> copied) {
    Map<String, Offer> offers;
    try {
      offers = home.all();
    } catch (UnreachableException e) {
      return;
    }
    offers.forEach(
        (key, offer) -> {
          HomeState state = offer.state();
          if (!copied.contains(key)) {
            if (state instanceof Offered) {
              unfinished.found(key, new Submit());
            }
          } else if (state instanceof HomeState.Over over) {
            unfinished.found(key, HandoverCourse.takeBack(over));
          }
        });
  }
}
