package org.dspybench.batch.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.Transport;

/** What the runs came to; printed with {@code -Dchaos.table=true}. */
final class ChaosTable {

  private static final String ROW = "%-24s %-8s %-9s %9s %9s  %-20s %8s%n";

  private record Run(Fault fault, Transport transport, Limit limit, BatchMetrics metrics) {

    String row() {
      return ROW.formatted(
          fault,
          transport.label(),
          limit.name().toLowerCase(Locale.ROOT),
          metrics.counts().answered(),
          metrics.calls().requests(),
          retries(metrics.calls().retries()),
          "%.2f".formatted(seconds()));
    }

    double seconds() {
      return metrics.makespan().toNanos() / 1e9;
    }

    private static String retries(Map<LmFailure, Long> retries) {
      return retries.entrySet().stream()
          .map(entry -> entry.getValue() + " " + entry.getKey().label())
          .collect(Collectors.joining(", "));
    }
  }

  private final List<Run> runs = new ArrayList<>();

  void add(Fault fault, Transport transport, Limit limit, BatchMetrics metrics) {
    runs.add(new Run(fault, transport, limit, metrics));
  }

  void printIfAskedFor() {
    if (Boolean.getBoolean("chaos.table")) {
      System.out.printf(
          ROW, "fault", "transport", "limit", "answered", "requests", "retries", "seconds");
      runs.forEach(run -> System.out.print(run.row()));
      runs.stream()
          .collect(Collectors.groupingBy(Run::transport, Collectors.summingDouble(Run::seconds)))
          .forEach(
              (transport, seconds) ->
                  System.out.printf("%-8s %7.1f s in all%n", transport.label(), seconds));
    }
  }
}
