package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.report.MarkdownReport;
import org.dspybench.report.Run;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.RunRecord;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a preset, keeps its results and prints the tables. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Runs a preset of benchmarks, keeps the results, and prints the tables.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar run",
      "  java -jar benchmarks.jar run --preset full",
      "  java -jar benchmarks.jar run -p transport=java -p workers=4,16,64",
      "",
      "The tables go to standard output, JMH's log to standard error.",
      "Exit codes: 0 all measured, 1 a benchmark failed or is missing, 2 usage or set-up."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "smoke, quick, ladder, limits, peers or full (default: ${DEFAULT-VALUE})")
  private String preset;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = CalibrateCommand.RESULTS,
      description = "where the results go (default: ${DEFAULT-VALUE})")
  private Path results;

  @Mixin private PythonArgument python = new PythonArgument();

  @Option(
      names = "-p",
      paramLabel = "NAME=V,V…",
      description = "values of a benchmark parameter, in place of the preset's")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, RunnerException {
    Preset chosen = Preset.named(preset);
    PresetPlan plan = PresetPlan.of(chosen, given());
    PythonEnvironment environment = PythonEnvironment.find(python.path());
    Optional<String> peers = plan.whole().peerPackages();
    System.err.printf("%s: %s About %d minutes.%n", preset, chosen.description(), chosen.minutes());
    Optional<Calibration> calibration = new CalibrationDirectory(results).newestOfThisMachine();
    if (calibration.isEmpty()) {
      System.err.println(CalibrateCommand.NOT_CALIBRATED);
    }
    System.err.println("Warming the simulator up (ten seconds)");
    try (BenchmarkRun run = BenchmarkRun.open(environment, calibration)) {
      RunRecord record =
          new RunRecord(
              plan.whole(), Instant.now(), Optional.of(preset), environment, peers, calibration);
      Collection<RunResult> measured = measure(run, plan);
      List<String> missing = record.missing(measured);
      missing.forEach(line -> spec.commandLine().getErr().println("run: " + line));
      if (!measured.isEmpty()) {
        keep(record, measured, missing.isEmpty());
      }
      return missing.isEmpty() ? 0 : 1;
    }
  }

  private Map<String, List<String>> given() {
    Map<String, List<String>> given = new LinkedHashMap<>();
    parameters.forEach((name, values) -> given.put(name, List.of(values.split(",", -1))));
    return given;
  }

  private Collection<RunResult> measure(BenchmarkRun run, PresetPlan plan)
      throws RunnerException, IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    try {
      List<RunResult> all = new ArrayList<>();
      for (int i = 0; i < plan.parts().size(); i++) {
        System.err.printf("%n== Part %d of %d%n", i + 1, plan.parts().size());
        all.addAll(run.run(plan.parts().get(i)));
      }
      return all;
    } finally {
      System.setOut(out);
    }
  }

  private void keep(RunRecord record, Collection<RunResult> measured, boolean complete)
      throws IOException {
    CommandLine command = spec.commandLine();
    Path file = record.freeName(results);
    record.write(measured, ResultFormatType.JSON, file);
    command.getOut().println(MarkdownReport.render(List.of(Run.read(file))));
    Path kept =
        complete ? file : Files.move(file, file.resolveSibling(file.getFileName() + ".failed"));
    command.getErr().println("Results: " + kept);
  }
}
