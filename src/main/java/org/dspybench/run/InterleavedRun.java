package org.dspybench.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Launches JMH once for each cell and round, with a single fork: round 1 measures every cell, then
 * round 2 does. A cell that fails is tried once more at the end of its round. One that fails again
 * is given up, for its result could no longer become complete.
 */
public final class InterleavedRun {

  /** What cells are measured with. */
  public interface Launcher {

    /**
     * Measures a cell in a single fork.
     *
     * @throws LaunchException when the benchmark fails
     * @throws RunnerException when JMH cannot be run at all
     */
    RunResult launch(Cell cell) throws LaunchException, RunnerException;

    /**
     * Whether somebody has asked for the end: what failed then is no fault, and nothing follows.
     */
    boolean hasEnded();
  }

  /** Is told of each step, in the thread that runs. */
  public interface Listener {

    /** A launch begins. */
    void began(LaunchProgress progress);

    /**
     * A launch has measured its cell.
     *
     * @param soFar what was measured until now, a result for each cell
     */
    void measured(List<RunResult> soFar) throws IOException;

    /**
     * A cell has failed.
     *
     * @param again whether it is tried once more in this round
     */
    void failed(Cell cell, String reason, boolean again);
  }

  private final Rounds rounds;
  private final Launcher launcher;
  private final Listener listener;
  private final LongSupplier nanoClock;
  private final TimeLeft timeLeft;
  private final MergedForks measured;
  private final Set<Cell> givenUp = new HashSet<>();
  private int launches;

  /**
   * A run that has not begun.
   *
   * @param promised what is told to be the time left before a launch has ended
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  public InterleavedRun(
      PresetPlan plan,
      Duration promised,
      Launcher launcher,
      Listener listener,
      LongSupplier nanoClock) {
    this.rounds = new Rounds(plan.cells());
    this.launcher = launcher;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.timeLeft = new TimeLeft(promised, after(0).size());
    this.measured = new MergedForks(plan.cells());
  }

  /**
   * Runs until all is measured, given up, or the launcher is ended.
   *
   * @return a result for each cell that was measured, with a fork for each of its rounds
   * @throws RunnerException when JMH cannot be run
   * @throws IOException when the listener throws it
   */
  public List<RunResult> run() throws RunnerException, IOException {
    for (int round = 1; round <= rounds.count(); round++) {
      List<Cell> failed = launch(round, left(round), true);
      givenUp.addAll(launch(round, failed, false));
    }
    return measured.results();
  }

  /** Launches cells one after another, and tells which have failed. */
  private List<Cell> launch(int round, List<Cell> cells, boolean firstTime)
      throws RunnerException, IOException {
    List<Cell> failed = new ArrayList<>();
    for (int i = 0; i < cells.size() && !launcher.hasEnded(); i++) {
      Cell cell = cells.get(i);
      List<Cell> left = new ArrayList<>(cells.subList(i, cells.size()));
      left.addAll(firstTime ? failed : List.of());
      left.addAll(after(round));
      launches++;
      listener.began(
          new LaunchProgress(
              round,
              rounds.count(),
              launches,
              launches + left.size() - 1,
              cell,
              timeLeft.of(left)));
      if (!launch(cell, firstTime)) {
        failed.add(cell);
      }
    }
    return failed;
  }

  private boolean launch(Cell cell, boolean firstTime) throws RunnerException, IOException {
    long begin = nanoClock.getAsLong();
    try {
      measured.add(cell, launcher.launch(cell));
    } catch (LaunchException e) {
      if (!launcher.hasEnded()) {
        listener.failed(cell, String.valueOf(e.getMessage()), firstTime);
      }
      return false;
    }
    timeLeft.ended(cell, Duration.ofNanos(nanoClock.getAsLong() - begin));
    listener.measured(measured.results());
    return true;
  }

  private List<Cell> after(int round) {
    List<Cell> later = new ArrayList<>();
    for (int next = round + 1; next <= rounds.count(); next++) {
      later.addAll(left(next));
    }
    return later;
  }

  private List<Cell> left(int round) {
    return rounds.round(round).stream().filter(cell -> !givenUp.contains(cell)).toList();
  }
}
