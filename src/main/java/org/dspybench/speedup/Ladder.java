package org.dspybench.speedup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.law.LadderAnalysis;
import org.dspybench.speedup.law.Rung;

/** Rows that differ in their worker count alone. */
public final class Ladder {

  private static final double MILLIS_PER_SECOND = 1_000;

  private Ladder() {}

  /** What the rows come to; absent where too few of them have a throughput. */
  public static Optional<LadderAnalysis> analyse(List<ResultRow> rows) {
    return LadderAnalysis.of(rows.stream().flatMap(Ladder::rung).toList());
  }

  /**
   * Questions per second of a perfect scheduler with the latencies that were met: the questions
   * over {@link Measure#IDEAL_MAKESPAN}. Absent where that was not measured.
   */
  public static OptionalDouble idealPerSecond(ResultRow row) {
    OptionalDouble ideal = Summary.median(row, Measure.IDEAL_MAKESPAN);
    OptionalInt questions = Params.questions(row);
    return ideal.isPresent() && questions.isPresent()
        ? OptionalDouble.of(MILLIS_PER_SECOND * questions.getAsInt() / ideal.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Measured over ideal throughput, 1 where nothing is lost. */
  public static Optional<Estimate> shareOfIdeal(Timing timing) {
    OptionalDouble ideal = idealPerSecond(timing.row());
    return ideal.isPresent()
        ? timing.perSecond().map(rate -> rate.times(1 / ideal.getAsDouble()))
        : Optional.empty();
  }

  private static Stream<Rung> rung(ResultRow row) {
    OptionalInt workers = Params.number(row, Params.WORKERS);
    OptionalInt questions = Params.questions(row);
    if (workers.isEmpty() || questions.isEmpty() || Times.whyNone(row).isPresent()) {
      return Stream.empty();
    }
    return Stream.of(
        new Rung(
            workers.getAsInt(),
            Times.of(row).stream().map(fork -> perSecond(fork, questions.getAsInt())).toList()));
  }

  private static List<Double> perSecond(List<Double> millis, int questions) {
    return millis.stream().map(time -> MILLIS_PER_SECOND * questions / time).toList();
  }
}
