package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dspybench.simulator.ServeOptions;
import org.dspybench.simulator.StandaloneSimulator;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: the simulated endpoint alone, until it is ended. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "simulate",
    description =
        "Serves a simulated OpenAI-compatible endpoint on the loopback interface. Every latency and"
            + " every seeded 429 is decided by the seed and the request's content. The base URL is"
            + " the first line on standard output, printed when the endpoint is warm.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ended", "2:a wrong option, or the port is taken"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  simulate --profile typical --time-scale 1/30     mean 50 ms",
      "  simulate --profile flaky --seed 7 --port 8080    30 %% seeded 429s",
      "  simulate --profile my-provider.json              your own figures",
      "  curl -s localhost:8080/__sim/stats               counts since the last reset"
    })
public final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1; 0, the default, takes any that is free.")
  private int port;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "One of ${COMPLETION-CANDIDATES}, or a JSON file. Default: ${DEFAULT-VALUE}.",
      completionCandidates = ProfileNames.class)
  private String profile = "typical";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Another seed gives other latencies. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--time-scale",
      paramLabel = "X",
      defaultValue = "1",
      converter = TimeScale.class,
      description = {
        "Multiplies every latency: a number, or a fraction such as 1/30. Quotas keep real time.",
        "Default: ${DEFAULT-VALUE}."
      })
  private double timeScale;

  @Option(
      names = "--exit-with-parent",
      description = "End when standard input closes, as it does when the starting process dies.")
  private boolean exitWithParent;

  @Option(names = "--no-warm-up", description = "Be ready at once, and slow at first.")
  private boolean noWarmUp;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      SimulatorSettings settings = new SimulatorSettings(profile(), seed, timeScale);
      printPlan(err, settings);
      StandaloneSimulator.serve(
          settings, ServeOptions.onPort(port), !noWarmUp, exitWithParent, System.out, lm -> {});
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      err.println("simulate: " + e.getMessage());
    } catch (IOException e) {
      err.println("simulate: cannot read the profile file " + profile + " (" + e + ")");
    }
    return CommandLine.ExitCode.USAGE;
  }

  private SimulatorProfile profile() throws IOException {
    boolean known = SimulatorProfile.names().contains(profile);
    return !known && Files.exists(Path.of(profile))
        ? SimulatorProfile.read(Path.of(profile))
        : SimulatorProfile.named(profile);
  }

  private static void printPlan(PrintWriter err, SimulatorSettings settings) {
    SimulatorProfile profile = settings.profile();
    LatencySummary plan = profile.latency().summary().times(settings.timeScale());
    err.println(profile.name() + ": " + profile.description());
    err.printf(
        Locale.ROOT,
        "planned latency at time scale %.4g, seed %d: p50 %s, mean %s, p95 %s, p99 %s%n",
        settings.timeScale(),
        settings.seed(),
        millis(plan.p50()),
        millis(plan.mean()),
        millis(plan.p95()),
        millis(plan.p99()));
    err.flush();
  }

  private static String millis(Duration latency) {
    return String.format(Locale.ROOT, "%.1f ms", latency.toNanos() / 1e6);
  }

  /** A number or a fraction. */
  static final class TimeScale implements CommandLine.ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      String[] parts = text.split("/", 2);
      try {
        double scale = Double.parseDouble(parts[0]);
        return parts.length == 1 ? scale : scale / Double.parseDouble(parts[1]);
      } catch (NumberFormatException e) {
        throw new CommandLine.TypeConversionException(
            "'" + text + "' is neither a number nor a fraction such as 1/30");
      }
    }
  }

  /** The profiles' names, for the help. */
  static final class ProfileNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return SimulatorProfile.names().iterator();
    }
  }
}
