package org.dspybench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dspybench.run.Cell;
import org.dspybench.run.LaunchProgress;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is: a line that is written over each second on a terminal, and a line for each launch
 * elsewhere.
 */
final class LaunchLine implements AutoCloseable {

  private final PrintWriter out;
  private final Terminal terminal;
  private final Function<Cell, String> names;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private @Nullable LaunchProgress current;
  private long begin;

  /**
   * Shows nothing until the first launch.
   *
   * @param names what a cell is called
   */
  LaunchLine(PrintWriter out, Terminal terminal, Function<Cell, String> names) {
    this.out = out;
    this.terminal = terminal;
    this.names = names;
    if (terminal.live()) {
      var unused = timer.scheduleAtFixedRate(this::writeOver, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** A launch begins. */
  synchronized void show(LaunchProgress progress) {
    current = progress;
    begin = System.nanoTime();
    if (terminal.live()) {
      writeOver();
    } else {
      out.println(line(progress, names.apply(progress.cell()), Duration.ZERO));
    }
  }

  /** Leaves a line above. */
  synchronized void say(String message) {
    if (terminal.live()) {
      out.print(terminal.over(""));
    }
    out.println(message);
  }

  private synchronized void writeOver() {
    if (current != null && !timer.isShutdown()) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      out.print(terminal.over(line(current, names.apply(current.cell()), elapsed)));
      out.flush();
    }
  }

  static String line(LaunchProgress progress, String cell, Duration elapsed) {
    double left = Math.max(0, progress.left().minus(elapsed).toMillis() / 1e3);
    return String.format(
        Locale.ROOT,
        "run: round %d of %d, %d of %d launches, %s, %s left",
        progress.round(),
        progress.rounds(),
        progress.launch(),
        progress.launches(),
        cell,
        Durations.about(left));
  }

  /** Takes a live line away. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    if (terminal.live()) {
      out.print(terminal.over(""));
      out.flush();
    }
  }
}
