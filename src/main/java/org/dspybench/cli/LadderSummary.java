package org.dspybench.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.console.Durations;
import org.dspybench.console.Terminal;
import org.dspybench.modes.Ladder;
import org.dspybench.modes.Ladder.Step;

/** A ladder of worker counts: a row for each step, the curve, and the number to choose. */
final class LadderSummary {

  private final PrintWriter out;
  private final Terminal terminal;

  LadderSummary(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void print(Ladder ladder) {
    out.println(
        terminal.dim(
            format(
                "%7s%12s%9s%12s%9s%10s%10s%12s%8s",
                "workers",
                "answered/s",
                "speedup",
                "efficiency",
                "total",
                "p50",
                "p99",
                "in flight",
                "failed")));
    ladder.steps().forEach(step -> out.println(row(step, ladder.sequential())));
    out.println();
    ThroughputCurve.lines(ladder).forEach(out::println);
    out.println();
    out.println(
        terminal.bold("Optimal concurrency: " + ladder.optimalWorkers())
            + format(
                ", the fewest workers within 5 %% of the best, %,.1f/s", ladder.bestThroughput()));
    out.flush();
  }

  private static String row(Step step, BatchMetrics sequential) {
    BatchMetrics metrics = step.metrics();
    return format(
        "%7d%12.1f%9.2f%10.0f %%%9s%10s%10s%12.1f%8d",
        step.workers(),
        metrics.throughput(),
        metrics.speedupOver(sequential),
        100 * metrics.efficiencyOver(sequential),
        Durations.measured(metrics.makespan()),
        Durations.measured(metrics.latency().p50()),
        Durations.measured(metrics.latency().p99()),
        metrics.callsInFlight().mean(),
        metrics.counts().unanswered());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
