/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Run by hand (see docs/performance/identity-reads.md): a service reads a Patient whose identity it
 * is given, and another one of the same referral whose identity it is not, in turn. Writes a CSV
 * and asserts no time.
 */
@ExchangeServer
class IdentityReadBench {
  private static final int WARM = Integer.getInteger("amelie.bench.warm", 1_500);
  private static final int CALLS = Integer.getInteger("amelie.bench.calls", 1_000);
  private static final int ROUNDS = Integer.getInteger("amelie.bench.rounds", 5);
  private static final String HANDLING = "http-nio";
  private static final double NANOS = 1e6;
  private static final int ON_END = 10;

  /** One kind of read with what was measured of it. */
  private static final class Kind {
    private final FhirClient service;
    private final String path;
    private Timed times = new Timed();
    private long processor;

    private Kind(Case story) {
      this.service = story.service();
      this.path = "/fhir/Patient/" + story.person();
    }

    /** Some calls on end: what a thread does after it has answered falls to the next. */
    private void run(ThreadMXBean threads) {
      long before = spent(threads);
      for (int i = 0; i < ON_END; i++) {
        times.call(() -> service.get(path));
      }
      processor += spent(threads) - before;
    }

    private void reset() {
      times = new Timed();
      processor = 0;
    }

    private int statements() {
      return CountedStatements.during(() -> service.get(path)).size();
    }

    private String columns() {
      return String.format(Locale.ROOT, "%s,%.3f", times.columns(), processor / NANOS / CALLS);
    }
  }

  @LocalServerPort private int port;

  @Test
  void readsWithIdentityAndWithout() throws IOException {
    Kind with = new Kind(Case.submit(port).accepted());
    Kind without = new Kind(Case.submit(port, IdentityReadBench::withoutIdentity).accepted());
    assertThat(with.service.get(with.path).as(Patient.class).hasName()).isTrue();
    assertThat(without.service.get(without.path).as(Patient.class).hasName()).isFalse();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<String> lines =
        new ArrayList<>(List.of("round,identity,calls,median_ms,p95_ms,cpu_ms,statements"));
    List<String> ratios = new ArrayList<>();
    inTurn(with, without, WARM, threads);
    for (int round = 1; round <= ROUNDS; round++) {
      with.reset();
      without.reset();
      inTurn(with, without, CALLS, threads);
      lines.add("%d,with,%s,%d".formatted(round, with.columns(), with.statements()));
      lines.add("%d,without,%s,%d".formatted(round, without.columns(), without.statements()));
      ratios.add(ratio(round, with, without));
    }
    lines.addAll(ratios);
    Path csv = Path.of("target", "bench", "identity-reads.csv");
    Files.createDirectories(csv.getParent());
    Files.write(csv, lines);
    lines.forEach(System.out::println);
  }

  private static String ratio(int round, Kind with, Kind without) {
    return String.format(
        Locale.ROOT,
        "# round %d: with / without: median %.3f, p95 %.3f, cpu %.3f",
        round,
        with.times.quantile(0.5) / without.times.quantile(0.5),
        with.times.quantile(0.95) / without.times.quantile(0.95),
        (double) with.processor / without.processor);
  }

  /** Which is first changes, so that whatever else the machine does happens to both alike. */
  private static void inTurn(Kind with, Kind without, int calls, ThreadMXBean threads) {
    for (int i = 0; i < calls / ON_END; i++) {
      Kind first = i % 2 == 0 ? with : without;
      Kind second = i % 2 == 0 ? without : with;
      first.run(threads);
      second.run(threads);
    }
  }

  /** Processor time of the threads that handle calls. */
  private static long spent(ThreadMXBean threads) {
    long spent = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(HANDLING)) {
        spent += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return spent;
  }

  /** The permit that names identity is for another purpose: it is looked at and does not match. */
  private static Bundle withoutIdentity(Bundle bundle) {
    Referrals.one(bundle, Consent.class).getProvision().getProvision().stream()
        .filter(Consent.ProvisionComponent::hasSecurityLabel)
        .forEach(permit -> permit.getPurposeFirstRep().setCode("sc-coordination"));
    return bundle;
  }
}
