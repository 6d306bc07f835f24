package org.dspybench.speedup.law;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Picks;
import org.dspybench.speedup.Sample;
import org.dspybench.speedup.law.LeastSquares.Point;

/**
 * What a ladder of worker counts comes to. Immutable.
 *
 * <p>Intervals are those of a seeded bootstrap, over forks and then iterations, of the whole: each
 * draw fits the law anew and finds its best worker count anew. With one fork for each count they
 * tell how the iterations of that one JVM scatter, no more.
 *
 * @param law fitted to all rungs
 * @param contention of the law, with its 95 % interval
 * @param coherency of the law, with its 95 % interval
 * @param optimum the smallest worker count whose throughput is within 5 % of the best measured one,
 *     with its 95 % interval
 * @param reached whether the optimum lies below the last rung; otherwise more workers might help
 * @param forecasts of the higher rungs, by a law that is fitted to the lower ones alone
 */
public record LadderAnalysis(
    ScalabilityLaw law,
    Estimate contention,
    Estimate coherency,
    Estimate optimum,
    boolean reached,
    List<Forecast> forecasts) {

  /** Throughput within this share of the best is as good as it. */
  public static final double AS_GOOD = 0.05;

  /** A law has three parameters, and a fourth worker count can contradict it. */
  public static final int LEAST_RUNGS = 4;

  /** Of a mean with a standard error of a tenth. */
  private static final double TYPICAL_VARIANCE = 0.01;

  private static final int DRAWS = 1_000;
  private static final long SEED = 20_261_123;

  /** One draw, or the measured ladder itself. */
  private record Fit(ScalabilityLaw law, int optimum) {}

  /**
   * Analyses a ladder.
   *
   * @param ladder one rung for each worker count, in any order
   * @return empty with fewer than {@link #LEAST_RUNGS} rungs, or where no law can be fitted
   */
  public static Optional<LadderAnalysis> of(List<Rung> ladder) {
    if (ladder.size() < LEAST_RUNGS) {
      return Optional.empty();
    }
    List<Rung> rungs = ladder.stream().sorted(Comparator.comparingInt(Rung::workers)).toList();
    List<Double> weights = rungs.stream().map(LadderAnalysis::weight).toList();
    List<Sample> samples = rungs.stream().map(rung -> Sample.of(rung.forks())).toList();
    List<Double> throughputs = samples.stream().map(sample -> Math.exp(sample.mean())).toList();
    return LeastSquares.fit(points(rungs, throughputs, weights))
        .map(law -> of(new Fit(law, optimum(rungs, throughputs)), rungs, samples, weights));
  }

  /** The law of a ladder; empty with fewer than {@link #LEAST_RUNGS} rungs, or where none fits. */
  static Optional<ScalabilityLaw> fitted(List<Rung> rungs) {
    return rungs.size() < LEAST_RUNGS
        ? Optional.empty()
        : LeastSquares.fit(
            points(
                rungs,
                rungs.stream().map(rung -> Math.exp(Sample.of(rung.forks()).mean())).toList(),
                rungs.stream().map(LadderAnalysis::weight).toList()));
  }

  private static LadderAnalysis of(
      Fit measured, List<Rung> rungs, List<Sample> samples, List<Double> weights) {
    Picks picks = new Picks(SEED);
    List<Fit> draws =
        IntStream.range(0, DRAWS)
            .mapToObj(draw -> samples.stream().map(sample -> redrawn(sample, picks)).toList())
            .map(redrawn -> refit(measured.law, rungs, redrawn, weights))
            .toList();
    return new LadderAnalysis(
        measured.law,
        interval(measured.law.contention(), draws, draw -> draw.law.contention()),
        interval(measured.law.coherency(), draws, draw -> draw.law.coherency()),
        interval(measured.optimum, draws, Fit::optimum),
        measured.optimum < rungs.get(rungs.size() - 1).workers(),
        Forecast.of(rungs));
  }

  private static Fit refit(
      ScalabilityLaw near, List<Rung> rungs, List<Double> redrawn, List<Double> weights) {
    return new Fit(
        LeastSquares.refit(near, points(rungs, redrawn, weights)), optimum(rungs, redrawn));
  }

  private static List<Point> points(
      List<Rung> rungs, List<Double> throughputs, List<Double> weights) {
    return IntStream.range(0, rungs.size())
        .mapToObj(
            i -> new Point(rungs.get(i).workers(), Math.log(throughputs.get(i)), weights.get(i)))
        .toList();
  }

  private static int optimum(List<Rung> rungs, List<Double> throughputs) {
    double best = throughputs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return IntStream.range(0, rungs.size())
        .filter(i -> throughputs.get(i) >= (1 - AS_GOOD) * best)
        .map(i -> rungs.get(i).workers())
        .findFirst()
        .orElseThrow();
  }

  /**
   * The inverse of the mean's variance, as far as what was measured tells it; at most a hundred
   * times that of a spread of a tenth, since a handful of iterations may agree by chance.
   */
  private static double weight(Rung rung) {
    List<Double> means =
        rung.forks().size() > 1
            ? rung.forks().stream().map(Rung::meanLog).toList()
            : rung.forks().get(0).stream().map(Math::log).toList();
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = means.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    int n = means.size();
    double variance = n > 1 ? squares / (n - 1) / n : TYPICAL_VARIANCE;
    return 1 / Math.max(variance, TYPICAL_VARIANCE / 100);
  }

  private static double redrawn(Sample sample, Picks picks) {
    return Math.exp(sample.mean() + sample.redraw(picks));
  }

  private static Estimate interval(double value, List<Fit> draws, ToDoubleFunction<Fit> figure) {
    double[] sorted = draws.stream().mapToDouble(figure).sorted().toArray();
    int tail = sorted.length / 40;
    return new Estimate(
        value, Math.min(value, sorted[tail]), Math.max(value, sorted[sorted.length - 1 - tail]));
  }
}
