/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of the measuring threads for each operation. Unlike time by the clock it does not
 * count the turns that others have on the machine; compilation and garbage collection, which other
 * threads do, are not in it.
 */
public class CpuTime implements InternalProfiler {
  private static final double NANOS_IN_A_MICRO = 1_000;
  private static final String MEASURING = "-jmh-worker-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long before;

  @Override
  public String getDescription() {
    return "Processor time of the measuring threads for each operation";
  }

  private long spent() {
    long spent = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains(MEASURING)) {
        spent += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return spent;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = spent();
  }

  @Override
  public List<Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(
            "cpu",
            (spent() - before) / NANOS_IN_A_MICRO / operations,
            "us/op",
            AggregationPolicy.AVG));
  }
}
