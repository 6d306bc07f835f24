package org.dspybench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dspybench.console.Durations;
import org.dspybench.console.Terminal;
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
  private final String command;
  private final String unit;
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

  private LaunchLine(
      PrintWriter out,
      Terminal terminal,
      String command,
      String unit,
      Function<Cell, String> names) {
    this.out = out;
    this.terminal = terminal;
    this.command = command;
    this.unit = unit;
    this.names = names;
    if (terminal.live()) {
      var unused = timer.scheduleAtFixedRate(this::writeOver, 1, 1, TimeUnit.SECONDS);
    }
  }

  /**
   * The line of {@code run}; shows nothing until the first launch.
   *
   * @param names what a cell is called
   */
  static LaunchLine ofLaunches(PrintWriter out, Terminal terminal, Function<Cell, String> names) {
    return new LaunchLine(out, terminal, "run", "launches", names);
  }

  /**
   * The line of {@code pairs}; shows nothing until the first pair.
   *
   * @param names what a cell is called
   */
  static LaunchLine ofPairs(PrintWriter out, Terminal terminal, Function<Cell, String> names) {
    return new LaunchLine(out, terminal, "pairs", "pairs", names);
  }

  /** A launch begins. */
  synchronized void show(LaunchProgress progress) {
    current = progress;
    begin = System.nanoTime();
    if (terminal.live()) {
      writeOver();
    } else {
      out.println(line(progress, Duration.ZERO));
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
      out.print(terminal.over(line(current, elapsed)));
      out.flush();
    }
  }

  String line(LaunchProgress progress, Duration elapsed) {
    double left = Math.max(0, progress.left().minus(elapsed).toMillis() / 1e3);
    return String.format(
        Locale.ROOT,
        "%s: round %d of %d, %d of %d %s, %s, %s left",
        command,
        progress.round(),
        progress.rounds(),
        progress.launch(),
        progress.launches(),
        unit,
        names.apply(progress.cell()),
        Durations.about(left));
  }

  /** Takes a live line away, until the next launch. */
  synchronized void clear() {
    current = null;
    if (terminal.live()) {
      out.print(terminal.over(""));
      out.flush();
    }
  }

  /** Takes a live line away. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    clear();
  }
}
