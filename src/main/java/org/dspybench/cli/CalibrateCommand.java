package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.dspybench.calibration.CalibrationPlan;
import org.dspybench.calibration.Calibrator;
import org.dspybench.console.Terminal;
import org.dspybench.report.markdown.CalibrationSection;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.results.calibration.CalibrationJson;
import org.dspybench.results.calibration.Machine;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.run.BuildCommit;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.profile.SimulatorSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code calibrate}: what the simulator can do on this machine. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Measures what the simulator can do on this machine: its highest rate, how well it keeps its"
          + " delays, the smallest honest delay, and the CPU it takes.",
      "Runs record the newest calibration of their machine, and mark figures that came near the"
          + " highest rate. Let nothing else run meanwhile."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:calibrated",
      "2:wrong usage, or the simulator failed; nothing was written",
      "130:interrupted; nothing was written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar calibrate                 two minutes",
      "  java -jar benchmarks.jar calibrate --rounds 1      a first look",
      "  java -jar benchmarks.jar calibrate --json | jq .measured.ceiling",
      "",
      "The table goes to standard output, progress to standard error."
    })
final class CalibrateCommand implements Callable<Integer> {

  /** Where results go unless it is said otherwise. */
  static final String RESULTS = "jmh-results";

  /** What a run says without a calibration. */
  static final String NOT_CALIBRATED =
      "not calibrated: `java -jar benchmarks.jar calibrate` finds out which figures the simulator"
          + " limits";

  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = RESULTS,
      description = "Where the calibration is kept. Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Each figure is the median of so many rounds. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", description = "Print what is written, instead of the table.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      CalibrationPlan plan = CalibrationPlan.standard(rounds);
      Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      Calibration calibration =
          new Calibration(
              startedAt.toString(),
              BuildCommit.ofThisBuild().map(BuildCommit::id).orElse(null),
              Machine.ofThis(),
              measure(plan));
      Path file = new CalibrationDirectory(results).add(calibration);
      print(calibration);
      err.println("Calibration: " + file);
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | UncheckedIOException | IOException e) {
      err.println("calibrate: " + e.getMessage());
    }
    return CommandLine.ExitCode.USAGE;
  }

  private Measurement measure(CalibrationPlan plan) throws IOException {
    CalibrationProgress progress =
        new CalibrationProgress(spec.commandLine().getErr(), Terminal.ofStandardError());
    progress.say("warming the simulator up (ten seconds)");
    // It ends by itself when this process does, also by Ctrl-C.
    try (progress;
        SimulatorProcess simulator = SimulatorProcess.start(SimulatorSettings.instant())) {
      return new Calibrator(simulator.baseUrl(), simulator.control(), plan, progress::step)
          .measure();
    }
  }

  private void print(Calibration calibration) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? CalibrationJson.of(calibration) : CalibrationSection.of(calibration));
    out.flush();
  }
}
