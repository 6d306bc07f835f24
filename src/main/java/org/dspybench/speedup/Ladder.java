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
   * Questions per second of a batch that took as long as was reckoned for its latencies; absent
   * where that was not measured.
   *
   * @param best {@link Measure#IDEAL_MAKESPAN} or {@link Measure#IDEAL_BOUND}
   */
  public static OptionalDouble perSecond(ResultRow row, Measure best) {
    OptionalDouble millis = Summary.median(row, best);
    OptionalInt questions = Params.questions(row);
    return millis.isPresent() && questions.isPresent()
        ? OptionalDouble.of(MILLIS_PER_SECOND * questions.getAsInt() / millis.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * Measured throughput over {@link #perSecond}, 1 where nothing is lost. The interval is that of
   * what was measured: the other follows from the drawn latencies and is taken as exact.
   */
  public static Optional<Estimate> share(Timing timing, Measure best) {
    OptionalDouble possible = perSecond(timing.row(), best);
    return possible.isPresent()
        ? timing.perSecond().map(rate -> rate.times(1 / possible.getAsDouble()))
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
