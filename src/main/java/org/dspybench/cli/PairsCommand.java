package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dspybench.console.PythonArgument;
import org.dspybench.console.Terminal;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.PlannedRun;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.run.BenchmarkRun;
import org.dspybench.run.Cell;
import org.dspybench.run.LaunchException;
import org.dspybench.run.LaunchProgress;
import org.dspybench.run.PairFolder;
import org.dspybench.run.PairedRun;
import org.dspybench.run.Plan;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.dspybench.run.RunRecord;
import org.dspybench.run.Side;
import org.dspybench.run.SideJar;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;
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
      "Measures two builds in pairs of launches, for compare to judge.%n",
      "In each round every benchmark is launched once of each build, one right after the other; chance"
          + " decides which is first. DIR gets base.json and head.json, and keeps each pair as soon as"
          + " it is measured.%n"
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
      description = "Pairs of each. Default: the preset's.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the order, which chance decides (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Option(
      names = "--resume",
      description = "Go on where a run with the same options was interrupted.")
  private boolean resume;

  @Option(
      names = "-p",
      paramLabel = "NAME=V,V…",
      description = "Values of a benchmark parameter, in place of the preset's. May be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin private PythonArgument python = new PythonArgument();

  @Option(names = "--verbose", description = "Show JMH's log.")
  private boolean verbose;

  /** The two builds. */
  private record Jars(SideJar base, SideJar head) {

    SideJar of(Side side) {
      return side == Side.BASE ? base : head;
    }

    Optional<Side> sideWithout(String benchmark) {
      return Arrays.stream(Side.values())
          .filter(side -> !of(side).benchmarks().contains(benchmark))
          .findFirst();
    }
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Jars jars = new Jars(SideJar.open(base), SideJar.open(head));
    Preset chosen = Preset.named(preset);
    PresetPlan whole = PresetPlan.of(chosen, given());
    PresetPlan plan = whole.only(only);
    List<Cell> cells = inBoth(jars, plan);
    int pairs = rounds.orElseGet(() -> cells.get(0).planned().forks());
    if (pairs < 1) {
      throw new IllegalArgumentException("--rounds is at least 1, not " + pairs);
    }
    PythonEnvironment environment = PythonEnvironment.find(python.path());
    PairFolder folder = folder(words(jars, cells, pairs));
    Optional<Calibration> calibration =
        new CalibrationDirectory(Path.of(CalibrateCommand.RESULTS)).newestOfThisMachine();
    say(
        "%s against %s, benchmarks: %d, pairs of each: %d"
            .formatted(jars.head().describe(), jars.base().describe(), cells.size(), pairs));
    say("warming the simulator up (ten seconds)");
    try (BenchmarkRun jmh = BenchmarkRun.open(environment, calibration)) {
      Sides sides = new Sides(jmh, jars, plan);
      PairedRun run =
          new PairedRun(
              cells,
              pairs,
              seed,
              promised(chosen, whole, cells.size() * pairs),
              folder,
              sides,
              sides,
              System::nanoTime);
      PairedRun.Results results = measure(jmh, sides, run);
      Records records = new Records(planned(cells, pairs, plan), environment, calibration);
      return records.write(jars, results, jmh.hasEnded());
    }
  }

  private void say(String message) {
    spec.commandLine().getErr().println("pairs: " + message);
  }

  private List<Cell> inBoth(Jars jars, PresetPlan plan) {
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

  /** The preset's time, as far as its pairs are measured. */
  private static Duration promised(Preset preset, PresetPlan whole, int pairs) {
    int all = whole.cells().stream().mapToInt(cell -> cell.planned().forks()).sum();
    return Duration.ofMinutes(preset.minutes()).multipliedBy(pairs).dividedBy(Math.max(1, all));
  }

  private static Plan planned(List<Cell> cells, int pairs, PresetPlan plan) {
    return new Plan(
        cells.stream()
            .map(Cell::planned)
            .map(run -> new PlannedRun(run.benchmark(), run.params(), pairs, run.iterations()))
            .toList(),
        plan.whole().questions());
  }

  private Map<String, List<String>> given() {
    Map<String, List<String>> given = new LinkedHashMap<>();
    parameters.forEach((name, values) -> given.put(name, List.of(values.split(",", -1))));
    return given;
  }

  private PairFolder folder(String plan) throws IOException {
    Path pairs = out.resolve("pairs");
    return resume ? PairFolder.resume(pairs, plan) : PairFolder.begin(pairs, plan);
  }

  private String words(Jars jars, List<Cell> cells, int pairs) {
    return "%s against %s, seed %d, %d rounds of%n%s%n"
        .formatted(
            jars.head().describe(),
            jars.base().describe(),
            seed,
            pairs,
            cells.stream().map(Cell::toString).collect(Collectors.joining("\n")));
  }

  private PairedRun.Results measure(BenchmarkRun jmh, Sides sides, PairedRun run)
      throws RunnerException, IOException {
    PrintStream screen = System.out;
    System.setOut(System.err);
    try (Interrupt interrupt = Interrupt.cancelling(jmh::end);
        sides) {
      return run.run();
    } finally {
      System.setOut(screen);
    }
  }

  /** The two builds, launched by one JMH against one simulator. */
  private final class Sides implements PairedRun.Launcher, PairedRun.Listener, AutoCloseable {

    private final BenchmarkRun jmh;
    private final Jars jars;
    private final PresetPlan plan;
    private final VerboseMode verbosity = verbose ? VerboseMode.NORMAL : VerboseMode.SILENT;
    private final LaunchLine line;

    Sides(BenchmarkRun jmh, Jars jars, PresetPlan plan) {
      this.jmh = jmh;
      this.jars = jars;
      this.plan = plan;
      this.line =
          LaunchLine.ofPairs(
              spec.commandLine().getErr(), Terminal.besideLog(verbosity), plan::describe);
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
    public void close() {
      line.close();
    }
  }

  /** What is kept of the two sides. */
  private final class Records {

    private final Plan plan;
    private final PythonEnvironment environment;
    private final Optional<Calibration> calibration;
    private final Instant now = Instant.now();

    Records(Plan plan, PythonEnvironment environment, Optional<Calibration> calibration) {
      this.plan = plan;
      this.environment = environment;
      this.calibration = calibration;
    }

    int write(Jars jars, PairedRun.Results results, boolean interrupted) throws IOException {
      if (interrupted) {
        say("interrupted; go on with --resume");
      }
      if (results.base().isEmpty()) {
        say("nothing was measured");
        return INCOMPLETE;
      }
      keep(Side.BASE, jars, results.base());
      keep(Side.HEAD, jars, results.head());
      if (results.failures() > 0) {
        say("launches that failed: " + results.failures());
      }
      List<String> missing = record(jars.base()).missing(results.base());
      if (!interrupted) {
        missing.forEach(PairsCommand.this::say);
      }
      return interrupted || !missing.isEmpty() ? INCOMPLETE : COMPLETE;
    }

    private void keep(Side side, Jars jars, List<RunResult> results) throws IOException {
      Path file = out.resolve(side.label() + ".json");
      record(jars.of(side)).write(results, ResultFormatType.JSON, file);
      spec.commandLine().getOut().println(file);
    }

    private RunRecord record(SideJar jar) {
      return new RunRecord(
          plan,
          now,
          Optional.of(preset),
          environment,
          Optional.empty(),
          calibration,
          jar.commit(),
          Optional.of("seed %d, written at %s".formatted(seed, now)));
    }
  }
}
