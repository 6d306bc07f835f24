package org.dspybench.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Level;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;

/** What a batch measured, in sections. */
public final class MetricsSummary {

  private static final String NOT_MEASURED = "–";

  private final PrintWriter out;
  private final Terminal terminal;

  /** A summary to be printed there. */
  public MetricsSummary(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Prints all sections. */
  public void print(BatchMetrics metrics) {
    timing(metrics);
    throughput(metrics);
    concurrency(metrics);
    errors(metrics);
    out.flush();
  }

  private void timing(BatchMetrics metrics) {
    String columns = format("%10s%10s%10s%10s%10s", "p50", "p90", "p95", "p99", "max");
    out.println(terminal.bold("Timing") + " ".repeat(16) + terminal.dim(columns));
    latency("question", metrics.latency());
    latency("LM call", metrics.callLatency());
    latency("wait for a call", metrics.callWait());
    row("in all", format("%10s", Durations.measured(metrics.makespan())));
  }

  private void latency(String name, LatencySummary latency) {
    if (latency.count() == 0) {
      row(name, format("%10s", NOT_MEASURED));
      return;
    }
    row(
        name,
        format(
            "%10s%10s%10s%10s%10s",
            Durations.measured(latency.p50()),
            Durations.measured(latency.p90()),
            Durations.measured(latency.p95()),
            Durations.measured(latency.p99()),
            Durations.measured(latency.max())));
  }

  private void throughput(BatchMetrics metrics) {
    BatchMetrics.Counts counts = metrics.counts();
    LmMetrics calls = metrics.calls();
    section("Throughput");
    row("answered", format("%,.1f/s", metrics.throughput()));
    row(
        "answers",
        format(
            "%,d: %,d predicted, %,d duplicates, %,d from the cache",
            counts.answered(), counts.predicted(), counts.duplicates(), counts.cached()));
    row("LM calls", format("%,d, in %,d requests", calls.calls(), calls.requests()));
    row(
        "tokens",
        format("%,d in prompts, %,d in answers", calls.promptTokens(), calls.completionTokens()));
  }

  private void concurrency(BatchMetrics metrics) {
    section("Concurrency");
    row("workers", format("%,d", metrics.workers()));
    row("LM calls in flight", level(metrics.callsInFlight()));
    row("questions waiting", level(metrics.queueDepth()));
    row(
        "resident memory",
        metrics.residentPeakMebibytes().isPresent()
            ? format("peak %,.0f MiB", metrics.residentPeakMebibytes().getAsDouble())
            : NOT_MEASURED);
  }

  private void errors(BatchMetrics metrics) {
    BatchMetrics.Counts counts = metrics.counts();
    LmMetrics calls = metrics.calls();
    section("Errors");
    row(
        "success",
        metrics.successRate().isPresent()
            ? format("%.1f %%", Math.floor(metrics.successRate().getAsDouble() * 1000) / 10)
            : NOT_MEASURED);
    row("failed", byKind(counts.failed(), FailureKind::label));
    row("timed out", format("%,d", counts.timedOut()));
    row("cancelled", format("%,d", counts.cancelled()));
    row("rate-limit hits", format("%,d", calls.rateLimited()));
    row("retries", byKind(calls.retries(), LmFailure::label));
    row("calls given up", byKind(calls.failures(), LmFailure::label));
  }

  private void section(String name) {
    out.println(terminal.bold(name));
  }

  private void row(String name, String figures) {
    out.println(format("  %-20s", name) + figures);
  }

  private static String level(Level level) {
    return format("mean %.2f, peak %,d", level.mean(), level.peak());
  }

  private static <K extends Enum<K>> String byKind(Map<K, Long> counts, Function<K, String> label) {
    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    return sum == 0
        ? "0"
        : new TreeMap<>(counts)
            .entrySet().stream()
                .map(entry -> format("%s %,d", label.apply(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", ", format("%,d: ", sum), ""));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
