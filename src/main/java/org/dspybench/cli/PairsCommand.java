package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Cell;
import org.dspybench.run.ComparedJars;
import org.dspybench.run.PairFolder;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.Side;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures two builds in pairs of launches, for {@code compare}. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Measures two builds in pairs of launches, for compare to judge.",
      "",
      "In each round every benchmark is launched once of each build, one right after the other; chance"
          + " decides which is first. What may have changed then gets fresh pairs, and is judged by"
          + " those alone. DIR gets base.json and head.json, and keeps each pair as soon as it is"
          + " measured.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all measured",
      "1:interrupted, or a benchmark failed",
      "2:wrong usage, or something is not set up"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar pairs base/benchmarks.jar head/benchmarks.jar --out pairs",
      "  java -jar benchmarks.jar pairs base/benchmarks.jar head/benchmarks.jar --out pairs --resume",
      "  java -jar benchmarks.jar compare pairs/base.json pairs/head.json",
      "",
      "scripts/compare-commits builds two commits and does both."
    })
final class PairsCommand implements Callable<Integer> {

  private static final int COMPLETE = 0;
  private static final int INCOMPLETE = 1;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "The jar to compare with.")
  private Path base;

  @Parameters(index = "1", paramLabel = "HEAD", description = "The jar to judge.")
  private Path head;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the pairs and the results go.")
  private Path out;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "What to measure, one of those that run --list shows. Default: gate.")
  private String preset = "gate";

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Measure only what has a match of this in its name and parameters.")
  private String only = "";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Pairs of each to begin with. Default: the preset's forks.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--fresh",
      paramLabel = "N",
      description =
          "Fresh pairs of each that may have changed, by which it is then judged; 0 judges all by"
              + " the first ones (default: ${DEFAULT-VALUE}).")
  private int fresh = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the order, which chance decides (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Option(
      names = "--resume",
      description = "Go on where a run with the same options was interrupted.")
  private boolean resume;

  @Mixin private LaunchArguments launches = new LaunchArguments();

  @Override
  public Integer call() throws IOException, RunnerException {
    ComparedJars jars = ComparedJars.open(base, head);
    Preset chosen = Preset.named(preset);
    PresetPlan whole = PresetPlan.of(chosen, launches.given());
    PresetPlan plan = whole.only(only);
    List<Cell> cells = inBoth(jars, plan);
    PythonEnvironment environment = launches.python();
    Optional<Calibration> calibration =
        new CalibrationDirectory(Path.of(CalibrateCommand.RESULTS)).newestOfThisMachine();
    PairStages stages =
        new PairStages(
            out,
            plan,
            cells,
            atLeast(1, "--rounds", rounds.orElseGet(() -> cells.get(0).planned().forks())),
            atLeast(0, "--fresh", fresh),
            new PairRecords(
                jars, preset, information(cells), seed, Instant.now(), environment, calibration),
            this::say);
    PairFolder screening = stages.screening(resume);
    say(
        "%s, benchmarks: %d, pairs of each: %d"
            .formatted(jars.describe(), cells.size(), stages.rounds()));
    say("warming the simulator up (ten seconds)");
    PrintWriter err = spec.commandLine().getErr();
    Duration perPair = perPair(chosen, whole);
    try (BenchmarkRun jmh = BenchmarkRun.open(environment, calibration)) {
      say(
          jmh.keepForksOnOneCore()
              .map(core -> "launches are kept on core " + core)
              .orElse(
                  "launches take all cores, and scatter more: there is no taskset to keep them on one"));
      boolean complete =
          Measurement.untilInterrupted(
              jmh,
              () -> {
                try (PairLauncher launcher =
                    new PairLauncher(jmh, jars, plan, launches.verbosity(), perPair, err)) {
                  return stages.run(screening, launcher);
                }
              });
      printFiles();
      return complete ? COMPLETE : INCOMPLETE;
    }
  }

  private void say(String message) {
    spec.commandLine().getErr().println("pairs: " + message);
  }

  private static int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new IllegalArgumentException(option + " is at least " + least + ", not " + value);
    }
    return value;
  }

  private List<Cell> inBoth(ComparedJars jars, PresetPlan plan) {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      Optional<Side> lacking = jars.sideWithout(cell.planned().benchmark());
      lacking.ifPresentOrElse(
          side -> say(side.label() + " has no " + plan.describe(cell) + "; it is left out"),
          () -> cells.add(cell));
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("no benchmark of '" + preset + "' is left to measure");
    }
    return cells;
  }

  private static List<String> information(List<Cell> cells) {
    return cells.stream().filter(Cell::information).map(cell -> cell.planned().describe()).toList();
  }

  private static Duration perPair(Preset preset, PresetPlan whole) {
    int pairs = whole.cells().stream().mapToInt(cell -> cell.planned().forks()).sum();
    return Duration.ofMinutes(preset.minutes()).dividedBy(Math.max(1, pairs));
  }

  private void printFiles() {
    for (Side side : Side.values()) {
      Path file = PairRecords.file(out, side);
      if (Files.exists(file)) {
        spec.commandLine().getOut().println(file);
      }
    }
  }
}
