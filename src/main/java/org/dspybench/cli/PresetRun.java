package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dspybench.console.Terminal;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultName;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Cell;
import org.dspybench.run.InterleavedRun;
import org.dspybench.run.LaunchException;
import org.dspybench.run.LaunchProgress;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.RunRecord;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A preset being run: shows where it is, and keeps what is measured so far, which stays where the
 * run is interrupted.
 */
final class PresetRun implements InterleavedRun.Launcher, InterleavedRun.Listener {

  private final BenchmarkRun jmh;
  private final VerboseMode verbosity;
  private final PresetPlan plan;
  private final RunRecord record;
  private final ResultName name;
  private final PrintWriter err;
  private final LaunchLine line;

  /**
   * A run that has not begun.
   *
   * @param jmh open; the caller's to close
   * @param name under which the results are to be kept
   */
  PresetRun(
      BenchmarkRun jmh,
      VerboseMode verbosity,
      PresetPlan plan,
      RunRecord record,
      ResultName name,
      PrintWriter err) {
    this.jmh = jmh;
    this.verbosity = verbosity;
    this.plan = plan;
    this.record = record;
    this.name = name;
    this.err = err;
    this.line = LaunchLine.ofLaunches(err, Terminal.besideLog(verbosity), plan::describe);
  }

  /**
   * Measures; until all is done, or given up, or the JVM is asked to end.
   *
   * @param promised how long the preset says that it takes
   */
  List<RunResult> measure(Duration promised) throws RunnerException, IOException {
    return Measurement.untilInterrupted(
        jmh,
        () -> {
          List<RunResult> measured;
          try (line) {
            measured = new InterleavedRun(plan, promised, this, this, System::nanoTime).run();
          }
          if (jmh.hasEnded()) {
            sayInterrupted();
          }
          return measured;
        });
  }

  private void sayInterrupted() {
    err.println(
        Files.exists(name.partial())
            ? "run: interrupted; what was measured is kept in " + name.partial()
            : "run: interrupted before anything was measured");
  }

  @Override
  public RunResult launch(Cell cell) throws LaunchException, RunnerException {
    return jmh.launch(cell, verbosity);
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
  public void measured(List<RunResult> soFar) throws IOException {
    record.write(soFar, ResultFormatType.JSON, name.partial());
  }

  @Override
  public void failed(Cell cell, String reason, boolean again) {
    line.say(
        "run: %s failed: %s; %s"
            .formatted(
                plan.describe(cell),
                reason,
                again ? "it is tried again at the end of the round" : "it is given up"));
  }

  /** Keeps the results under their final name, in place of what was kept so far. */
  Path keep(List<RunResult> measured, boolean complete) throws IOException {
    Path file = complete ? name.complete() : name.failed();
    record.write(measured, ResultFormatType.JSON, file);
    Files.deleteIfExists(name.partial());
    Files.deleteIfExists(Environment.pathBeside(name.partial()));
    return file;
  }
}
