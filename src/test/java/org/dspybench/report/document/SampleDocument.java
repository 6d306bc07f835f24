package org.dspybench.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.speedup.Estimate;

/**
 * A report with every kind of cell and chart, texts that want to be markup, and awkward figures.
 */
public final class SampleDocument {

  /** Ends what it stands in, and starts a script, wherever it is not escaped. */
  public static final String HOSTILE =
      "\"'><img src=x onerror=alert(1)></script></style></svg><script>alert(2)</script>&amp;${1}]]>";

  private static final double[] WORKERS = {1, 2, 4, 8, 10, 16, 32, 64, 128, 200};

  private SampleDocument() {}

  public static Document create() {
    return new Document(
        List.of(
            new Chapter(
                "2026-11-23-5219906-full",
                List.of(
                    "From 2026-11-23-5219906-full.json, commit 5219906.",
                    "2 cores of an x86-64 machine, 24 GiB; Python 3.13, dspy 3.4.1, JDK 17.",
                    "The simulator answers after 100 ms on average."),
                List.of(speedup(), ladder(), quota())),
            new Chapter(HOSTILE, List.of(HOSTILE), List.of(hostile()))),
        List.of(
            "± is half of a 95 % interval: another run of this length would be as far off one time in twenty.",
            "Speedup is the time of the sequential run divided by that of the concurrent one."));
  }

  private static Section speedup() {
    List<Table.Column> columns =
        List.of(
            new Table.Column("transport", "Transport", "", false),
            new Table.Column("workers", "Workers", "", true),
            new Table.Column("time", "Time", "ms", true),
            new Table.Column("speedup", "Speedup", "", true),
            new Table.Column("shareOfIdeal", "Of the ideal", "", true),
            new Table.Column("failures", "Failures", "", true));
    List<List<Cell>> rows =
        List.of(
            row(
                "java",
                10,
                "203.1 s",
                203_100,
                interval("9.71 ±0.08", 9.71, 9.63, 9.79),
                share("97 %", .97)),
            row(
                "java",
                50,
                "41.9 s",
                41_900,
                interval("47.2 ±0.9", 47.2, 46.3, 48.1),
                share("95 %", .95)),
            row(
                "lm15",
                100,
                "892 ms",
                892,
                interval("9.2 †", 9.2, 0, Double.POSITIVE_INFINITY),
                new Cell.Absent()),
            row("litellm", 200, "1 204 s", 1_204_000, new Cell.Absent(), share("8.1 %", .081)));
    return new Section(
        "speedup",
        "speedup",
        "Speedup of concurrent predictions",
        List.of("What do concurrent predictions gain over sequential ones?"),
        new TreeMap<>(Map.of("profile", "typical", "seed", "42", "strategy", "workers")),
        new Table(columns, rows),
        List.of(
            "With the transport java and 50 workers a batch takes 1/47 of the time.",
            "litellm gains nothing beyond 16 workers: it holds the interpreter lock for 8 ms a call."),
        List.of("† One measurement, which bounds nothing."),
        List.of(heatMap("Speedup, by batch and workers")));
  }

  private static List<Cell> row(
      String transport, int workers, String time, double millis, Cell speedup, Cell share) {
    return List.of(
        new Cell.Text(transport),
        new Cell.Figure(String.valueOf(workers), workers),
        new Cell.Figure(time, millis),
        speedup,
        share,
        new Cell.Figure("0", 0));
  }

  private static Cell share(String text, double value) {
    return new Cell.Figure(text, value);
  }

  private static Cell.Interval interval(String text, double value, double low, double high) {
    return new Cell.Interval(text, new Estimate(value, low, high));
  }

  private static Chart heatMap(String title) {
    List<List<Optional<Cell.Interval>>> figures = new ArrayList<>();
    for (int batch = 1; batch <= 4; batch++) {
      List<Optional<Cell.Interval>> row = new ArrayList<>();
      for (int workers = 1; workers <= 5; workers++) {
        double value = Math.min(Math.pow(2, workers), 7 * batch);
        row.add(
            batch == 4 && workers == 5
                ? Optional.empty()
                : Optional.of(
                    interval("%.1f ±0.2".formatted(value), value, value - .2, value + .2)));
      }
      figures.add(row);
    }
    return new Chart.HeatMap(
        "speedup",
        title,
        "workers",
        List.of("2", "4", "8", "16", "32"),
        "batch",
        List.of("50", "200", "1 000", "4 000"),
        "speedup",
        figures);
  }

  private static Section ladder() {
    DoubleUnaryOperator law = n -> 9.8 * n / (1 + .006 * (n - 1) + .00003 * n * (n - 1));
    DoubleUnaryOperator other = n -> 9.1 * n / (1 + .03 * (n - 1) + .0002 * n * (n - 1));
    List<Series> series =
        List.of(
            new Series("workers", Kind.MEASURED, points(law, .05, WORKERS)),
            new Series("workers: the fitted law", Kind.FITTED, points(law, .03, steps())),
            new Series("asyncio", Kind.MEASURED, points(other, .08, WORKERS)),
            new Series("asyncio: the fitted law", Kind.FITTED, points(other, .06, steps())),
            new Series(
                "without overhead", Kind.BOUND, points(n -> Math.min(9.9 * n, 900), 0, WORKERS)),
            new Series("the lock's ceiling", Kind.BOUND, points(n -> 850, 0, 1, 200)));
    List<List<Cell>> rows =
        DoubleStream.of(WORKERS)
            .mapToObj(
                n ->
                    List.<Cell>of(
                        new Cell.Figure("%.0f".formatted(n), n),
                        interval(
                            "%.1f".formatted(law.applyAsDouble(n)), law.applyAsDouble(n), 0, 2000)))
            .toList();
    return new Section(
        "ladder",
        "ladder",
        "Throughput by workers",
        List.of("How many workers are enough?"),
        new TreeMap<>(Map.of("transport", "java")),
        new Table(
            List.of(
                new Table.Column("workers", "Workers", "", true),
                new Table.Column("throughput", "Questions/s", "1/s", true)),
            rows),
        List.of("128 workers are enough: within 5 % of the best (64 to 200)."),
        List.of(),
        List.of(
            new Chart.Lines(
                "throughput",
                "Throughput by workers",
                new Axis("workers", Scale.LOGARITHMIC),
                new Axis("questions/s", Scale.LINEAR),
                series)));
  }

  private static double[] steps() {
    return IntStream.rangeClosed(0, 60).mapToDouble(i -> Math.pow(200, i / 60.0)).toArray();
  }

  private static List<Point> points(DoubleUnaryOperator y, double spread, double... xs) {
    return DoubleStream.of(xs)
        .mapToObj(
            x -> {
              double value = y.applyAsDouble(x);
              double high = spread == 0 ? Double.POSITIVE_INFINITY : value * (1 + spread);
              return new Point(x, new Estimate(value, value * (1 - spread), high));
            })
        .toList();
  }

  private static Section quota() {
    double[] percentiles = {0, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100};
    double[] seconds = IntStream.range(0, 20).mapToDouble(i -> i * 3.5).toArray();
    return new Section(
        "quota",
        "quota",
        "Under a quota",
        List.of("What does a limit of 600 requests a minute leave?", "Who keeps within it?"),
        new TreeMap<>(),
        new Table(
            List.of(new Table.Column("limit", "Limit", "", false)),
            List.of(List.of(new Cell.Text("adaptive")), List.of(new Cell.Text("fixed 10")))),
        List.of("The adaptive limit stays within the quota."),
        List.of(),
        List.of(
            new Chart.Lines(
                "latency",
                "Latency by percentile",
                new Axis("percentile", Scale.PERCENTILE),
                new Axis("latency, ms", Scale.LOGARITHMIC),
                List.of(
                    new Series(
                        "adaptive",
                        Kind.MEASURED,
                        points(p -> 90 / (1.0001 - p / 100), .1, percentiles)),
                    new Series("fixed 10", Kind.MEASURED, points(p -> 60 + p, .2, percentiles)))),
            new Chart.Lines(
                "in-flight",
                "Calls in flight",
                new Axis("seconds since the first call", Scale.LINEAR),
                new Axis("calls in flight", Scale.LINEAR),
                List.of(
                    new Series(
                        "adaptive",
                        Kind.MEASURED,
                        points(s -> 12 + 8 * Math.sin(s / 9), 0, seconds)))),
            new Chart.Lines(
                "empty",
                "Nothing was measured",
                new Axis("seconds", Scale.LINEAR),
                new Axis("429s per second", Scale.LINEAR),
                List.of())));
  }

  private static Section hostile() {
    return new Section(
        "hostile",
        "other",
        HOSTILE,
        List.of(HOSTILE),
        new TreeMap<>(Map.of(HOSTILE, HOSTILE)),
        new Table(
            List.of(
                new Table.Column("words", HOSTILE, "", false),
                new Table.Column("figure", "Figure", "", true)),
            List.of(
                List.of(new Cell.Text(HOSTILE), new Cell.Figure("∞", Double.POSITIVE_INFINITY)),
                List.of(new Cell.Text("a10"), new Cell.Figure(HOSTILE, 1e-9)),
                List.of(new Cell.Text("a9"), new Cell.Absent()))),
        List.of(HOSTILE),
        List.of(HOSTILE),
        List.of(
            new Chart.Lines(
                "lines",
                HOSTILE,
                new Axis(HOSTILE, Scale.LINEAR),
                new Axis(HOSTILE, Scale.LINEAR),
                List.of(
                    new Series(HOSTILE, Kind.MEASURED, points(x -> x * x, .1, 1, 2, 3)),
                    new Series(HOSTILE, Kind.BOUND, points(x -> 12, 0, 1, 3)))),
            heatMap(HOSTILE)));
  }
}
