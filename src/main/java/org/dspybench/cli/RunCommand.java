package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.section.Documents;
import org.dspybench.results.PlannedRun;
import org.dspybench.results.Run;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.RunIdentity;
import org.dspybench.run.RunRecord;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a preset in rounds, keeps its results and prints the tables. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Runs a preset of benchmarks, keeps the results, and prints the tables.",
      "",
      "It is measured in rounds: each launches JMH once for every benchmark and set of parameters,"
          + " and those that are compared one after another. What is measured is kept after each"
          + " launch.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all measured",
      "1:a benchmark failed or is missing",
      "2:wrong usage, or something is not set up"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar run",
      "  java -jar benchmarks.jar run --full",
      "  java -jar benchmarks.jar run --list",
      "  java -jar benchmarks.jar run -p transport=java -p workers=4,16,64",
      "",
      "The tables go to standard output, progress to standard error."
    })
final class RunCommand implements Callable<Integer> {

  private static final int COMPLETE = 0;
  private static final int INCOMPLETE = 1;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private PresetArguments preset = new PresetArguments();

  @Option(names = "--list", description = "Show the presets, what each is for and takes.")
  private boolean list;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = CalibrateCommand.RESULTS,
      description = "Where the results go. Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Mixin private LaunchArguments launches = new LaunchArguments();

  @Override
  public Integer call() throws IOException, RunnerException {
    if (list) {
      printList();
      return COMPLETE;
    }
    Preset chosen = Preset.named(preset.name());
    PresetPlan plan = PresetPlan.of(chosen, launches.given());
    PythonEnvironment environment = launches.python();
    Optional<String> peers = plan.whole().peerPackages();
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%s: %s About %d minutes.%n", preset.name(), chosen.description(), chosen.minutes());
    Optional<Calibration> calibration = new CalibrationDirectory(results).newestOfThisMachine();
    if (calibration.isEmpty()) {
      err.println(CalibrateCommand.NOT_CALIBRATED);
    }
    err.println("Warming the simulator up (ten seconds)");
    try (BenchmarkRun jmh = BenchmarkRun.open(environment, calibration)) {
      RunIdentity identity = RunIdentity.ofThisBuild(Optional.of(preset.name()));
      RunRecord record = new RunRecord(plan.whole(), identity, environment, peers, calibration);
      PresetRun run =
          new PresetRun(jmh, launches.verbosity(), plan, record, identity.nameIn(results), err);
      List<RunResult> measured = run.measure(Duration.ofMinutes(chosen.minutes()));
      return jmh.hasEnded() ? INCOMPLETE : conclude(run, measured, record.missing(measured));
    }
  }

  private int conclude(PresetRun run, List<RunResult> measured, List<String> missing)
      throws IOException {
    CommandLine command = spec.commandLine();
    missing.forEach(line -> command.getErr().println("run: " + line));
    if (!measured.isEmpty()) {
      Path file = run.keep(measured, missing.isEmpty());
      command.getOut().println(MarkdownReport.render(Documents.of(List.of(Run.read(file)))));
      command.getErr().println("Results: " + file);
    }
    if (!missing.isEmpty()) {
      return INCOMPLETE;
    }
    updateDocuments();
    return COMPLETE;
  }

  /** A directory of results can have documents that are rendered from the newest of them. */
  private void updateDocuments() throws IOException {
    try (DirectoryStream<Path> documents = Files.newDirectoryStream(results, "*.md")) {
      for (Path document : documents) {
        Main.execute("report", results.toString(), "--update", document.toString());
      }
    }
  }

  private void printList() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : Preset.NAMES) {
      Preset listed = Preset.named(name);
      int forks =
          PresetPlan.of(listed, Map.of()).whole().runs().stream().mapToInt(PlannedRun::forks).sum();
      out.printf(
          "%-12s %2d min, %3d launches  %s%n", name, listed.minutes(), forks, listed.description());
    }
  }
}
