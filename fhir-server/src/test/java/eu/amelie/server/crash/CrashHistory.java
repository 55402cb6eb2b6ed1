/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What happened to referrals, by their numbers, as those outside the server know it, and what of it
 * breaks a promise. Times are of one monotonic clock, in nanoseconds.
 *
 * <p>Not checked: the order of notifications, and what was on its way when a withdrawal was
 * acknowledged (docs/disclosure-paths.md, known gaps); a retry is not on its way.
 */
final class CrashHistory {

  /** Who is told what. */
  enum Ear {
    HOSPITAL_CHANGED,
    SERVICE_AVAILABLE,
    SERVICE_CHANGED
  }

  /**
   * A notification that its receiver took, and that named a Task.
   *
   * @param number of the event within its subscription
   * @param at when it had come in
   */
  record Told(Ear ear, int referral, long number, long at) {}

  /**
   * What was there in the end.
   *
   * @param requests ServiceRequests of this placer identifier
   * @param tasks Tasks about them
   * @param status of the Task as its owner sees it, or null
   */
  record Found(int requests, int tasks, String status) {}

  private final Map<Integer, Boolean> submitted = new ConcurrentHashMap<>();
  private final Map<Integer, List<String>> changes = new ConcurrentHashMap<>();
  private final Map<Integer, Long> withdrawn = new ConcurrentHashMap<>();
  private final Collection<Told> told = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Found> found = new ConcurrentHashMap<>();
  private final long onItsWay;

  /**
   * @param onItsWay how long the bytes of one call may take
   */
  CrashHistory(long onItsWay) {
    this.onItsWay = onItsWay;
  }

  CrashHistory copy() {
    CrashHistory copy = new CrashHistory(onItsWay);
    copy.submitted.putAll(submitted);
    changes.forEach((referral, some) -> copy.changes.put(referral, List.copyOf(some)));
    copy.withdrawn.putAll(withdrawn);
    copy.told.addAll(told);
    copy.found.putAll(found);
    return copy;
  }

  void acknowledged(int referral) {
    submitted.put(referral, true);
  }

  /** A status that the owner has reached: acknowledged, or read afterwards. */
  void changed(int referral, String status) {
    changes.computeIfAbsent(referral, ignored -> new ArrayList<>()).add(status);
  }

  void withdrawn(int referral, long acknowledged) {
    withdrawn.put(referral, acknowledged);
  }

  void told(Told one) {
    told.add(one);
  }

  void found(int referral, Found what) {
    found.put(referral, what);
  }

  int referrals() {
    return submitted.size();
  }

  int withdrawals() {
    return withdrawn.size();
  }

  /** Of all referrals: what is missing as yet may still come. */
  List<String> untold() {
    List<String> missing = new ArrayList<>();
    for (int referral : new TreeMap<>(submitted).keySet()) {
      for (Ear ear : Ear.values()) {
        if (told(ear, referral) < expected(ear, referral)) {
          missing.add("referral %d: %s untold".formatted(referral, ear));
        }
      }
    }
    return missing;
  }

  List<String> violations() {
    List<String> violations = new ArrayList<>(untold());
    for (int referral : new TreeMap<>(submitted).keySet()) {
      Found there = found.getOrDefault(referral, new Found(0, 0, null));
      if (there.requests() == 0 || there.tasks() == 0) {
        violations.add("referral %d: lost".formatted(referral));
      } else if (there.requests() > 1 || there.tasks() > 1) {
        violations.add("referral %d: there twice".formatted(referral));
      } else if (!there.status().equals(last(referral))) {
        violations.add(
            "referral %d: %s, was %s".formatted(referral, there.status(), last(referral)));
      }
      for (Ear ear : Ear.values()) {
        if (told(ear, referral) > possible(ear, referral)) {
          violations.add("referral %d: %s told of what was not".formatted(referral, ear));
        }
      }
    }
    told.stream()
        .filter(this::isAfterWithdrawal)
        .map(one -> "referral %d: %s after withdrawal".formatted(one.referral(), one.ear()))
        .forEach(violations::add);
    found.keySet().stream()
        .filter(referral -> !submitted.containsKey(referral))
        .map("referral %d: never submitted"::formatted)
        .forEach(violations::add);
    return violations;
  }

  /** The hospital follows its Task to the end; who lost it is told no more. */
  private boolean isAfterWithdrawal(Told one) {
    return one.ear() != Ear.HOSPITAL_CHANGED
        && withdrawn.containsKey(one.referral())
        && one.at() - withdrawn.get(one.referral()) > onItsWay;
  }

  private String last(int referral) {
    List<String> reached = changes.getOrDefault(referral, List.of("requested"));
    return withdrawn.containsKey(referral) ? "cancelled" : reached.get(reached.size() - 1);
  }

  private long told(Ear ear, int referral) {
    return told.stream()
        .filter(one -> one.ear() == ear && one.referral() == referral)
        .map(Told::number)
        .distinct()
        .count();
  }

  /** The least: of what was withdrawn the service need not have heard at all. */
  private long expected(Ear ear, int referral) {
    boolean over = withdrawn.containsKey(referral);
    return switch (ear) {
      case HOSPITAL_CHANGED -> possible(ear, referral);
      case SERVICE_AVAILABLE, SERVICE_CHANGED -> over ? 0 : possible(ear, referral);
    };
  }

  /** The most: one event for each change. */
  private long possible(Ear ear, int referral) {
    int made = changes.getOrDefault(referral, List.of()).size();
    return switch (ear) {
      case SERVICE_AVAILABLE -> 1;
      case SERVICE_CHANGED -> made;
      case HOSPITAL_CHANGED -> withdrawn.containsKey(referral) ? made + 1 : made;
    };
  }
}
