package org.dspybench.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.dspybench.benchmarks.profile.BatchProfiler;
import org.dspybench.benchmarks.state.SimulatorLease;
import org.dspybench.benchmarks.state.SimulatorUse;
import org.dspybench.lm.CommonPool;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.WarmUp;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs JMH with what our benchmarks need around it: one warm simulator for all forks, the Python
 * environment made known to them, and our profiler. Ends the simulator and any fork with itself,
 * also when it is interrupted.
 */
public final class BenchmarkRun implements AutoCloseable {

  /** From this Java version on, what Jep and JMH do needs leave, or prints warnings. */
  private static final int NEEDS_LEAVE = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** JMH hands its own class path, as this property tells it, to each fork. */
  private static final String CLASS_PATH = "java.class.path";

  private final PythonEnvironment python;
  private final Optional<Calibration> calibration;
  private final SimulatorProcess simulator;

  private final Lock running = new ReentrantLock();
  private volatile boolean ended;

  private BenchmarkRun(
      PythonEnvironment python, Optional<Calibration> calibration, SimulatorProcess simulator) {
    this.python = python;
    this.calibration = calibration;
    this.simulator = simulator;
  }

  /**
   * Starts the simulator and waits until it is warm, some ten seconds.
   *
   * @param python the environment that the forks are to use
   * @param calibration what the simulator can do on this machine, if that is known
   * @throws IOException when the simulator does not start
   */
  public static BenchmarkRun open(PythonEnvironment python, Optional<Calibration> calibration)
      throws IOException {
    BenchmarkRun run =
        new BenchmarkRun(python, calibration, SimulatorProcess.start(SimulatorSettings.instant()));
    Runtime.getRuntime().addShutdownHook(new Thread(run::end, "end-forks"));
    return run;
  }

  /**
   * Runs the benchmarks that the options select. Writes no result file, whatever they say.
   *
   * @throws RunnerException when JMH cannot be run, or this has {@link #end ended}
   */
  public Collection<RunResult> run(Options options) throws RunnerException {
    running.lock();
    try {
      if (ended) {
        throw new RunnerException("the run has been ended");
      }
      return new Runner(
              new ResultFreeOptions()
                  .parent(options)
                  .addProfiler(BatchProfiler.class)
                  .jvmArgsAppend(forkArguments(options, python, simulator.baseUrl(), calibration))
                  .build())
          .run();
    } finally {
      running.unlock();
    }
  }

  /**
   * Runs one benchmark in a single fork.
   *
   * @param verbosity how much JMH tells on standard output
   * @throws LaunchException when the benchmark fails
   * @throws RunnerException when JMH cannot be run, as when another one is running
   */
  public RunResult launch(Cell cell, VerboseMode verbosity)
      throws LaunchException, RunnerException {
    return launch(cell, new OptionsBuilder().verbosity(verbosity));
  }

  private RunResult launch(Cell cell, ChainedOptionsBuilder options)
      throws LaunchException, RunnerException {
    try {
      return run(options.parent(cell.launch()).build()).stream()
          .findFirst()
          .orElseThrow(LaunchException::withoutResult);
    } catch (RunnerException e) {
      throw LaunchException.of(e);
    }
  }

  /**
   * Keeps forks that are launched from now on to one core, and this process with them, but not the
   * simulator.
   *
   * @return the core; empty where that cannot be done
   */
  public Optional<String> keepForksOnOneCore() {
    return OneCore.keep(ProcessHandle.current());
  }

  /**
   * Runs one benchmark of another jar in a single fork, with this one's simulator and JMH, and
   * counts what it allocates.
   *
   * @param jar with the same JMH
   * @throws LaunchException when the benchmark fails
   * @throws RunnerException when JMH cannot be run, as when another one is running
   */
  public RunResult launch(Cell cell, Path jar, VerboseMode verbosity)
      throws LaunchException, RunnerException {
    running.lock();
    String own = System.getProperty(CLASS_PATH, "");
    try {
      System.setProperty(CLASS_PATH, jar.toString());
      return launch(cell, new OptionsBuilder().verbosity(verbosity).addProfiler(GCProfiler.class));
    } finally {
      System.setProperty(CLASS_PATH, own);
      running.unlock();
    }
  }

  /** Options without a result file: JMH leaves an empty one where a run is interrupted. */
  private static final class ResultFreeOptions extends OptionsBuilder {

    @Override
    public org.openjdk.jmh.util.Optional<String> getResult() {
      return org.openjdk.jmh.util.Optional.none();
    }

    @Override
    public org.openjdk.jmh.util.Optional<ResultFormatType> getResultFormat() {
      return org.openjdk.jmh.util.Optional.none();
    }
  }

  static String[] forkArguments(
      Options options, PythonEnvironment python, URI simulator, Optional<Calibration> calibration) {
    List<String> arguments = new ArrayList<>(options.getJvmArgsAppend().orElse(Arrays.asList()));
    arguments.add("-D" + PythonEnvironment.PROPERTY + "=" + python.executable());
    arguments.add("-D" + SimulatorLease.PROPERTY + "=" + simulator);
    calibration
        .map(known -> known.measured().ceiling().requestsPerSecond())
        .ifPresent(rate -> arguments.add("-D" + SimulatorUse.PROPERTY + "=" + rate));
    CommonPool.jvmArgument().ifPresent(arguments::add);
    Optional.ofNullable(System.getProperty(WarmUp.PROPERTY))
        .ifPresent(seconds -> arguments.add("-D" + WarmUp.PROPERTY + "=" + seconds));
    if (Runtime.version().feature() >= NEEDS_LEAVE) {
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    return arguments.toArray(String[]::new);
  }

  /** Ends all forks and the simulator; JMH then returns, and no fork is started any more. */
  public void end() {
    ended = true;
    long begin = System.nanoTime();
    // JMH may be about to start a fork: until it has returned, each one is ended.
    do {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    } while (isRunning() && System.nanoTime() - begin < PATIENCE.toNanos());
  }

  /** Whether this was ended before everything was run. */
  public boolean hasEnded() {
    return ended;
  }

  private boolean isRunning() {
    try {
      if (running.tryLock(10, TimeUnit.MILLISECONDS)) {
        running.unlock();
        return false;
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
