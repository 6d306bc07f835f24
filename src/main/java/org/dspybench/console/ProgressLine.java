package org.dspybench.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dspybench.job.JobProgress;

/**
 * How far a job is: a line that is written over on a terminal, and a line every five seconds
 * elsewhere. Closing it leaves the last state behind.
 */
public final class ProgressLine implements AutoCloseable {

  private static final int WIDTH = 20;
  private static final Duration OVER = Duration.ofMillis(100);
  private static final Duration APART = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final Terminal terminal;
  private final Supplier<JobProgress> progress;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private ProgressLine(PrintWriter out, Terminal terminal, Supplier<JobProgress> progress) {
    this.out = out;
    this.terminal = terminal;
    this.progress = progress;
  }

  /** Shows from now on what the supplier tells, which a thread of its own asks. */
  public static ProgressLine begin(
      PrintWriter out, Terminal terminal, Supplier<JobProgress> progress) {
    ProgressLine line = new ProgressLine(out, terminal, progress);
    long millis = (terminal.live() ? OVER : APART).toMillis();
    var unused = line.timer.scheduleAtFixedRate(line::show, millis, millis, TimeUnit.MILLISECONDS);
    return line;
  }

  private synchronized void show() {
    if (timer.isShutdown()) {
      return;
    }
    String line = line(progress.get(), terminal);
    if (terminal.live()) {
      out.print(terminal.over(line));
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** Takes a live line away: the summary says the same. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    if (terminal.live()) {
      out.print(terminal.over(""));
      out.flush();
    }
  }

  /** The line for a state. */
  public static String line(JobProgress progress, Terminal terminal) {
    if (progress.elapsed().isZero()) {
      return "starting Python";
    }
    StringBuilder line = new StringBuilder();
    long finished = progress.earlier() + progress.done();
    progress
        .total()
        .ifPresent(
            total -> {
              double share = total == 0 ? 1 : (double) finished / total;
              line.append(format("%3.0f %% ", Math.floor(share * 100)));
              if (terminal.live()) {
                line.append(bar(share, terminal)).append(' ');
              }
            });
    line.append(format("%,d", finished));
    progress.total().ifPresent(total -> line.append(format("/%,d", total)));
    line.append(format(" done, %,d in flight, ", progress.callsInFlight()));
    String failed = format("%,d failed", progress.failed());
    line.append(progress.failed() > 0 ? terminal.red(failed) : failed);
    double perSecond = progress.done() / Math.max(1e-3, progress.elapsed().toNanos() / 1e9);
    line.append(format(perSecond < 10 ? ", %.1f/s" : ", %,.0f/s", perSecond));
    left(progress.total(), finished, perSecond).ifPresent(left -> line.append(", ").append(left));
    return line.toString();
  }

  private static Optional<String> left(OptionalLong total, long finished, double perSecond) {
    return total.isPresent() && perSecond > 0
        ? Optional.of(Durations.about((total.getAsLong() - finished) / perSecond) + " left")
        : Optional.empty();
  }

  private static String bar(double share, Terminal terminal) {
    int filled = (int) (Math.min(1, share) * WIDTH);
    return terminal.green("━".repeat(filled)) + terminal.dim("─".repeat(WIDTH - filled));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
