/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.notification.Backoff;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The steps with one peer that are to be taken and were not: when each is tried again, and how many
 * an operator sees waiting. Of a case it holds the key alone, and tells nobody.
 *
 * <p>It is forgotten with the node: then a step is tried too early, and until this node has looked
 * at both sides nobody is told that nothing waits.
 */
final class Unfinished {
  /** How many steps wait, by the step; not a number before both sides were looked at. */
  static final String WAITING = "hub.waiting";

  /** For how many seconds the oldest of them has waited. */
  static final String OLDEST = "hub.waiting.oldest";

  private record Entry(String step, int attempts, Instant since, Instant notBefore) {}

  private final Backoff backoff;
  private final Duration late;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile boolean looked;

  /**
   * @param late after how long the operator is told
   */
  Unfinished(
      String peer, MeterRegistry meters, Backoff backoff, Duration late, InstantSource clock) {
    this.backoff = backoff;
    this.late = late;
    this.clock = clock;
    for (String step : NextStep.LABELS.values()) {
      Gauge.builder(WAITING, this, waiting -> waiting.count(step))
          .description("Steps of handovers abroad that are to be taken and were not")
          .tag("peer", peer)
          .tag("step", step)
          .register(meters);
    }
    Gauge.builder(OLDEST, this, Unfinished::oldest)
        .description("How long the oldest of them has waited")
        .baseUnit("seconds")
        .tag("peer", peer)
        .register(meters);
  }

  private double count(String step) {
    return looked
        ? entries.values().stream().filter(entry -> entry.step().equals(step)).count()
        : Double.NaN;
  }

  private double oldest() {
    Instant now = clock.instant();
    return looked
        ? entries.values().stream()
            .mapToDouble(entry -> Duration.between(entry.since(), now).toSeconds())
            .max()
            .orElse(0)
        : Double.NaN;
  }

  /** Both sides were looked at: of what is not among these nothing waits. */
  void looked(Set<String> keys) {
    looked = true;
    entries.keySet().retainAll(keys);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  boolean isDue(String key) {
    Entry entry = entries.get(key);
    return entry == null || !clock.instant().isBefore(entry.notBefore());
  }

  int attempts(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::attempts).orElse(0);
  }

  /** A step is known that cannot be tried now. */
  void found(String key, NextStep step) {
    Instant now = clock.instant();
    entries.merge(
        key,
        new Entry(step.label(), 0, now, now),
        (before, found) ->
            new Entry(found.step(), before.attempts(), before.since(), before.notBefore()));
  }

  /**
   * @return whether it has waited for so long that the operator is told
   */
  boolean failed(String key, NextStep step) {
    Instant now = clock.instant();
    int attempts = attempts(key) + 1;
    Instant since = Optional.ofNullable(entries.get(key)).map(Entry::since).orElse(now);
    entries.put(key, new Entry(step.label(), attempts, since, now.plus(backoff.after(attempts))));
    return !now.isBefore(since.plus(late));
  }

  void done(String key) {
    entries.remove(key);
  }
}
