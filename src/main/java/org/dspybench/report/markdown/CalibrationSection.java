package org.dspybench.report.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.Ceiling;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Machine;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.results.calibration.ShortDelay;
import org.dspybench.speedup.Summary;
import org.jspecify.annotations.Nullable;

/** What the simulator can do on a machine: its highest rate, its delays, the CPU it takes. */
public final class CalibrationSection {

  /** What stands for a calibration that there is not. */
  public static final String NONE =
      "Not calibrated on the machine of the run: `java -jar benchmarks.jar calibrate`.\n";

  /** With fewer values a 95th percentile is nothing but the largest of them. */
  private static final int LEAST_FOR_P95 = 20;

  private static final int LEAST_FOR_P99 = 100;

  private static final List<ColumnOf<DelayError>> DELAY_ERRORS =
      List.of(
          figure("inFlight", "in flight", error -> String.valueOf(error.inFlight())),
          figure("calls", "calls a round", error -> String.valueOf(error.calls())),
          figure("clientP50", "client p50", late(1, error -> error.client().p50Micros())),
          figure("clientP95", "p95", late(LEAST_FOR_P95, error -> error.client().p95Micros())),
          figure("clientP99", "p99", late(LEAST_FOR_P99, error -> error.client().p99Micros())),
          figure("simulatorP50", "simulator p50", late(1, error -> error.simulator().p50Micros())),
          figure(
              "simulatorP95", "p95", late(LEAST_FOR_P95, error -> error.simulator().p95Micros())),
          figure(
              "simulatorP99", "p99", late(LEAST_FOR_P99, error -> error.simulator().p99Micros())));

  private static final List<ColumnOf<ShortDelay>> SHORT_DELAYS =
      List.of(
          figure("delay", "delay", delay -> Figures.count(delay.delayMicros() / 1e3) + " ms"),
          figure("p50", "late p50", delay -> millis(delay.error().p50Micros())),
          figure("p95", "p95", delay -> millis(delay.error().p95Micros())),
          figure("p99", "p99", delay -> millis(delay.error().p99Micros())));

  private CalibrationSection() {}

  /** A calibration as Markdown, which reads well as plain text too. */
  public static String of(Calibration calibration) {
    Measurement measured = calibration.measured();
    return circumstances(calibration.day(), calibration.commit(), calibration.machine())
        + rounds(measured)
        + ceiling(measured.ceiling())
        + smallest(measured)
        + "\nHow much later than planned an answer comes, as the client and as the simulator's log"
        + " sees it, where delays are spread evenly around 100 ms:\n\n"
        + Markdown.table(ColumnOf.table(DELAY_ERRORS, measured.delayErrors()))
        + "\nThe same for short delays, as the client sees it, 10 calls in flight:\n\n"
        + Markdown.table(ColumnOf.table(SHORT_DELAYS, measured.shortDelays()));
  }

  private static String circumstances(String day, @Nullable String commit, Machine machine) {
    String cpu = Optional.ofNullable(machine.cpuModel()).map(model -> model + ", ").orElse("");
    String built = Optional.ofNullable(commit).map(id -> ", commit " + id).orElse("");
    return "- Calibrated %s%s, on: %s%s cores, JDK %s.\n"
        .formatted(
            day,
            Markdown.escape(built),
            Markdown.escape(cpu),
            machine.cores(),
            Markdown.escape(machine.jdk()));
  }

  private static String rounds(Measurement measured) {
    String steal =
        measured.stealPercent() == null
            ? "unknown on this system"
            : "at most " + Figures.measure(OptionalDouble.of(measured.stealPercent()), " %");
    return "- Figures are medians of %s rounds; CPU time that other guests of the host took: %s; rounds measured again for it: %s.\n"
        .formatted(measured.rounds(), steal, measured.repeatedRounds());
  }

  private static String ceiling(Ceiling ceiling) {
    return "- Highest rate: %s requests/s with %s in flight (p99 %s). A figure above it measures the simulator; one above %s %% of it carries a note.\n- CPU for each request: %s in the simulator, %s in the bare client (sockets and a selector).\n"
        .formatted(
            Figures.count(ceiling.requestsPerSecond()),
            ceiling.inFlight(),
            millis(ceiling.p99Micros()),
            Figures.count(Summary.HIGH_USE),
            micros(ceiling.simulatorCpuMicros()),
            micros(ceiling.clientCpuMicros()));
  }

  private static String smallest(Measurement measured) {
    return measured.smallestHonestDelayMicros() == null
        ? "- Smallest honest delay: none of those measured.\n"
        : "- Smallest honest delay: %s. From it on, half of the answers are less than 10 %% late.\n"
            .formatted(Figures.count(measured.smallestHonestDelayMicros() / 1e3) + " ms");
  }

  private static <T> ColumnOf<T> figure(String key, String title, Function<T, String> text) {
    return ColumnOf.figure(key, title, "", row -> new Cell.Text(text.apply(row)));
  }

  private static Function<DelayError, String> late(int least, ToLongFunction<DelayError> figure) {
    return error -> error.calls() < least ? Figures.ABSENT : millis(figure.applyAsLong(error));
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1e3);
  }

  private static String micros(double micros) {
    return Figures.measure(OptionalDouble.of(micros), " µs");
  }
}
