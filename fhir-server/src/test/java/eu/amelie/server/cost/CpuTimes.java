/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What requests take of the processor: in the server's own threads, and in the database's. */
final class CpuTimes {
  private static final long NANOS_PER_TICK = 10_000_000L;
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private CpuTimes() {}

  /** Put first in a server's chain: sums up what its requests took. */
  static final class Meter implements Filter {
    private final LongAdder nanos = new LongAdder();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      var threads = ManagementFactory.getThreadMXBean();
      long begun = threads.getCurrentThreadCpuTime();
      try {
        chain.doFilter(request, response);
      } finally {
        nanos.add(threads.getCurrentThreadCpuTime() - begun);
      }
    }

    long nanos() {
      return nanos.sum();
    }
  }

  /** The process whose children serve the connections; 0 where it is not in this directory. */
  static long postmaster(Path dataDirectory) {
    try (Stream<Path> files = Files.walk(dataDirectory)) {
      Optional<Path> file = files.filter(path -> path.endsWith("postmaster.pid")).findFirst();
      return file.isEmpty() ? 0 : Long.parseLong(Files.readAllLines(file.get()).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So far, of all processes that a postmaster has; by ticks of 10 ms. */
  static long ofDatabase(long postmaster) {
    if (postmaster == 0) {
      return 0;
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .mapToLong(process -> ofChild(process, postmaster))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofChild(Path process, long postmaster) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean child = Long.parseLong(fields[PARENT]) == postmaster;
      return child
          ? (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * NANOS_PER_TICK
          : 0;
    } catch (IOException e) {
      // Ended meanwhile.
      return 0;
    }
  }
}
