package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.dspybench.console.Terminal;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Cell;
import org.dspybench.run.ComparedJars;
import org.dspybench.run.LaunchException;
import org.dspybench.run.LaunchProgress;
import org.dspybench.run.PairFolder;
import org.dspybench.run.PairedRun;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.Side;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Two builds, launched by one JMH against one simulator; shows where it is. */
final class PairLauncher
    implements PairStages.Stage, PairedRun.Launcher, PairedRun.Listener, AutoCloseable {

  private final BenchmarkRun jmh;
  private final ComparedJars jars;
  private final PresetPlan plan;
  private final VerboseMode verbosity;
  private final Duration perPair;
  private final LaunchLine line;

  /**
   * A launcher.
   *
   * @param jmh open; the caller's to close
   * @param plan names the cells
   * @param perPair how long a pair takes, until one has ended
   */
  PairLauncher(
      BenchmarkRun jmh,
      ComparedJars jars,
      PresetPlan plan,
      VerboseMode verbosity,
      Duration perPair,
      PrintWriter err) {
    this.jmh = jmh;
    this.jars = jars;
    this.plan = plan;
    this.verbosity = verbosity;
    this.perPair = perPair;
    this.line = LaunchLine.ofPairs(err, Terminal.besideLog(verbosity), plan::describe);
  }

  @Override
  public PairedRun.Results measure(List<Cell> cells, int pairs, long seed, PairFolder folder)
      throws IOException, RunnerException {
    Duration promised = perPair.multipliedBy((long) cells.size() * pairs);
    return new PairedRun(cells, pairs, seed, promised, folder, this, this, System::nanoTime).run();
  }

  @Override
  public RunResult launch(Side side, Cell cell) throws LaunchException, RunnerException {
    return jmh.launch(cell, jars.of(side).path(), verbosity);
  }

  @Override
  public boolean hasEnded() {
    return jmh.hasEnded();
  }

  @Override
  public void began(LaunchProgress progress) {
    line.show(progress);
  }

  @Override
  public void failed(Side side, Cell cell, String reason, boolean again) {
    line.say(
        "pairs: %s failed on %s: %s; %s"
            .formatted(
                plan.describe(cell),
                side.label(),
                reason,
                again ? "it is tried again" : "it is given up"));
  }

  @Override
  public void ended() {
    line.clear();
  }

  @Override
  public void close() {
    line.close();
  }
}
