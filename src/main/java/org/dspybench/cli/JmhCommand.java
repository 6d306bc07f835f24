package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonUnavailableException;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Plan;
import org.dspybench.run.RunIdentity;
import org.dspybench.run.RunRecord;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's own command line. What only shows something goes to JMH as it is; a run is made with our
 * simulator and profiler, and ends with exit code 1 when a benchmark is missing from its results.
 */
final class JmhCommand {

  int execute(String... args) {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      return onlyShows(options) ? show(args) : run(options);
    } catch (CommandLineOptionException e) {
      System.err.println("error: " + e.getMessage() + "; -h shows JMH's options, --help ours");
      return 2;
    } catch (NoBenchmarksException e) {
      System.err.println("error: no benchmark matches; -l lists those that there are");
      return 2;
    } catch (RunnerException | IOException | PythonUnavailableException e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private static boolean onlyShows(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  private static int show(String... args) throws IOException {
    org.openjdk.jmh.Main.main(args);
    return 0;
  }

  private static int run(CommandLineOptions options) throws RunnerException, IOException {
    Plan plan = Plan.of(options);
    if (plan.runs().isEmpty()) {
      throw new NoBenchmarksException();
    }
    PythonEnvironment python = PythonEnvironment.find(Optional.empty());
    Optional<String> peers = plan.peerPackages();
    Optional<Calibration> calibration =
        new CalibrationDirectory(Path.of(CalibrateCommand.RESULTS)).newestOfThisMachine();
    if (calibration.isEmpty()) {
      System.err.println(CalibrateCommand.NOT_CALIBRATED);
    }
    try (BenchmarkRun run = BenchmarkRun.open(python, calibration)) {
      RunRecord record =
          new RunRecord(
              plan, RunIdentity.ofThisBuild(Optional.empty()), python, peers, calibration);
      Collection<RunResult> results = run.run(options);
      Optional<Path> file = write(options, record, results);
      file.ifPresent(path -> System.out.println("Benchmark result is saved to " + path));
      List<String> missing = record.missing(results);
      missing.forEach(line -> System.err.println("error: " + line));
      return missing.isEmpty() ? 0 : 1;
    }
  }

  /** Writes the results where JMH would; JSON gets its environment beside it. */
  private static Optional<Path> write(
      CommandLineOptions options, RunRecord record, Collection<RunResult> results)
      throws IOException {
    if (!options.getResult().hasValue() && !options.getResultFormat().hasValue()) {
      return Optional.empty();
    }
    ResultFormatType format = options.getResultFormat().orElse(Defaults.RESULT_FORMAT);
    String name =
        options
            .getResult()
            .orElse(Defaults.RESULT_FILE_PREFIX + "." + format.toString().toLowerCase(Locale.ROOT));
    Path file = Path.of(name);
    record.write(results, format, file);
    return Optional.of(file);
  }
}
