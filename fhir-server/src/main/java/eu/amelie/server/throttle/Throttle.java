/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.net.InetAddresses;
import eu.amelie.interceptors.access.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Takes each request out of a budget before anything of it is looked at.
 *
 * <p>Guaranteed: nobody's requests lessen another's budget; a budget knows nothing of answers; one
 * client's requests never hold all of the node's threads, however long they take. Not guaranteed:
 * one budget over several nodes; budgets of addresses where more come than are kept.
 */
@Component
@EnableConfigurationProperties(ThrottleSettings.class)
public class Throttle {
  /** Counts refused requests since the start, by what their budget belongs to. */
  public static final String COUNTER = "requests.throttled";

  private static final int KEPT = 100_000;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration SHORTLY = Duration.ofSeconds(1);
  private static final int NETWORK_BYTES = 8;

  private final ThrottleSettings settings;
  private final TimeMeter clock;
  private final MeterRegistry meters;
  private final Cache<String, Budget> clients = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<String, Budget> addresses =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(IDLE).build();

  /**
   * @param requests what may be asked
   * @param atOnce how many of them may be at work together
   * @param records what of the refused goes on record
   */
  private record Budget(Bucket requests, Semaphore atOnce, Bucket records) {}

  /** What somebody unknown asks for; each has budgets of its own. */
  public enum Unknown {
    TOKEN,
    DISCOVERY,
    UNAUTHENTICATED
  }

  @Autowired
  Throttle(ThrottleSettings settings, MeterRegistry meters) {
    this(settings, meters, TimeMeter.SYSTEM_NANOTIME);
  }

  Throttle(ThrottleSettings settings, MeterRegistry meters, TimeMeter clock) {
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  public Turn of(Caller caller) {
    String id = caller.clientId();
    Budget budget = clients.get(id, ignored -> budget(settings.of(id), settings.atOnce()));
    return turn(budget, "client");
  }

  /**
   * @param address as the container knows it
   */
  public Turn of(Unknown what, String address) {
    String key = what + " " + network(address);
    return turn(
        addresses.get(key, ignored -> budget(settings.address(), Integer.MAX_VALUE)), "address");
  }

  /** Of IPv6 the half that names a network: within it, one machine has as many as it likes. */
  private static String network(String address) {
    if (!InetAddresses.isInetAddress(address)) {
      return address;
    }
    InetAddress parsed = InetAddresses.forString(address);
    return parsed instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
        : parsed.getHostAddress();
  }

  private Turn turn(Budget budget, String whose) {
    ConsumptionProbe probe = budget.requests().tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed() && budget.atOnce().tryAcquire()) {
      return new Turn.Now(budget.atOnce()::release);
    }
    meters.counter(COUNTER, "budget", whose).increment();
    Duration wait =
        probe.isConsumed() ? SHORTLY : Duration.ofNanos(probe.getNanosToWaitForRefill());
    return new Turn.Later(wait, budget.records().tryConsume(1));
  }

  private Budget budget(Rate rate, int atOnce) {
    return new Budget(
        bucket(rate), new Semaphore(atOnce), bucket(new Rate(1, Duration.ofSeconds(1), 1)));
  }

  private Bucket bucket(Rate rate) {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.requests(), rate.every()))
        .build();
  }
}
