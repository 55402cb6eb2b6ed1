/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.server.hub.HomeState.Offered;
import eu.amelie.server.hub.HomeState.Taken;
import eu.amelie.server.hub.NextStep.AcceptAtHome;
import eu.amelie.server.hub.NextStep.RejectAtHome;
import eu.amelie.server.hub.NextStep.Submit;
import eu.amelie.server.hub.NextStep.TakeBack;
import eu.amelie.server.hub.NextStep.WithdrawAtHome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;

/**
 * One look at both sides, and the next step of each offer.
 *
 * <p>Guaranteed: a step that one side refuses holds up no other offer. The other side is looked at
 * first: what stands there was offered before this round looks for its offer, so that two rounds at
 * once take nothing back that stands. Not guaranteed: that a round ends; what is left is found
 * again by the next.
 */
final class HubRound {
  private final HomeExchange home;
  private final RemoteExchange remote;
  private final CarriedCase carried;
  private final HubAlarm alarm;

  HubRound(HomeExchange home, RemoteExchange remote, CarriedCase carried, HubAlarm alarm) {
    this.home = home;
    this.remote = remote;
    this.carried = carried;
    this.alarm = alarm;
  }

  /**
   * @throws UnreachableException where a side cannot be asked
   */
  void run() {
    Map<String, Copy> copies = remote.copies();
    Map<String, Offer> standing = home.standing();
    Map<String, Copy> left = new HashMap<>(copies);
    left.keySet().removeAll(standing.keySet());
    standing.forEach(
        (key, offer) -> follow(key, Optional.of(offer), Optional.ofNullable(copies.get(key))));
    if (!left.isEmpty()) {
      // All of them: one that a shifting page has left out above is not over.
      Map<String, Offer> all = home.all();
      left.forEach(
          (key, copy) -> follow(key, Optional.ofNullable(all.get(key)), Optional.of(copy)));
    }
  }

  private void follow(String key, Optional<Offer> offer, Optional<Copy> copy) {
    try {
      HomeState state =
          offer.map(Offer::state).orElse(new HomeState.Over(HomeState.Cause.TAKEN_BACK, ""));
      boolean permitted = copy.filter(Copy::isPermitted).isPresent();
      if (isSettled(state, copy.isPresent(), permitted)) {
        return;
      }
      Optional<Task> task = remote.task(key);
      RemoteState there = task.map(RemoteState::of).orElse(new RemoteState.Absent());
      take(HandoverCourse.next(state, there, copy.isPresent(), permitted), offer, copy, task);
    } catch (StepRefusedException e) {
      alarm.refused(e);
    }
  }

  /** Of most nothing is to be asked: they were taken over, and are still permitted. */
  private static boolean isSettled(HomeState home, boolean copied, boolean permitted) {
    if (home instanceof Offered) {
      return false;
    }
    return home instanceof Taken ? permitted : !copied;
  }

  private void take(
      NextStep step, Optional<Offer> offer, Optional<Copy> copy, Optional<Task> task) {
    if (step instanceof TakeBack back) {
      remote.takeBack(back, copy.orElseThrow(), task);
    } else if (step instanceof Submit) {
      remote.submit(referral(offer.orElseThrow()));
    } else if (step instanceof AcceptAtHome) {
      home.accept(offer.orElseThrow());
    } else if (step instanceof RejectAtHome reject) {
      home.reject(offer.orElseThrow(), reject.reason());
    } else if (step instanceof WithdrawAtHome) {
      home.withdraw(offer.orElseThrow());
    }
  }

  private Bundle referral(Offer offer) {
    return carried
        .of(offer, home.consents(offer))
        .orElseThrow(() -> new StepRefusedException("too little is shown of an offer"));
  }
}
