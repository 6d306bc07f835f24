package org.dspybench.speedup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.dspybench.results.ResultRow;

/** Other ways to run a batch beside ours. */
public final class Peers {

  private static final String CLASS = "PeerBenchmark";
  private static final String OURS = "batchPredictor";

  private static final Comparator<ResultRow> ORDER =
      Comparator.comparingInt(Peers::workers)
          .thenComparing(row -> !isOurs(row))
          .thenComparing(Peers::name)
          .thenComparing(row -> row.params().toString());

  private Peers() {}

  /**
   * A way to run a batch.
   *
   * @param timing what was measured
   * @param oursOver how many times as fast as this ours is with as many workers and questions;
   *     absent for ours, and where ours was not measured with as many
   */
  public record Standing(Timing timing, Optional<Estimate> oursOver) {

    /** What was measured. */
    public ResultRow row() {
      return timing.row();
    }

    /** What this is called: the peer, or the method where that alone tells it. */
    public String name() {
      return Peers.name(row());
    }

    /** Predictions that ran at once. */
    public int workers() {
      return Peers.workers(row());
    }
  }

  /** Whether a row is of the benchmark of peers. */
  public static boolean concerns(ResultRow row) {
    return row.simpleClassName().equals(CLASS);
  }

  /** All rows by their workers, ours before the others. */
  public static List<Standing> of(List<ResultRow> rows) {
    List<Timing> timings = rows.stream().sorted(ORDER).map(Timing::new).toList();
    List<Timing> ours = timings.stream().filter(timing -> isOurs(timing.row())).toList();
    return timings.stream()
        .map(timing -> new Standing(timing, isOurs(timing.row()) ? none() : over(timing, ours)))
        .toList();
  }

  /** At each worker count with ours, the peer that comes nearest to it. */
  public static List<Standing> best(List<Standing> standings) {
    return standings.stream()
        .map(Standing::workers)
        .distinct()
        .flatMap(
            workers ->
                standings.stream()
                    .filter(standing -> standing.workers() == workers)
                    .filter(standing -> standing.oursOver().isPresent())
                    .min(Comparator.comparingDouble(s -> s.oursOver().orElseThrow().value()))
                    .stream())
        .toList();
  }

  private static Optional<Estimate> over(Timing peer, List<Timing> ours) {
    List<Estimate> ratios =
        ours.stream()
            .filter(own -> workers(own.row()) == workers(peer.row()))
            .filter(own -> Params.questions(own.row()).equals(Params.questions(peer.row())))
            .flatMap(own -> own.timesAsFastAs(peer).stream())
            .toList();
    return ratios.size() == 1 ? Optional.of(ratios.get(0)) : none();
  }

  private static Optional<Estimate> none() {
    return Optional.empty();
  }

  private static boolean isOurs(ResultRow row) {
    return row.method().equals(OURS);
  }

  private static String name(ResultRow row) {
    return Stream.concat(
            isOurs(row) ? Stream.of("BatchPredictor (ours)") : row.param(Params.PEER).stream(),
            Stream.of(row.method()))
        .findFirst()
        .orElseThrow();
  }

  /** One at a time where a row has no such parameter. */
  private static int workers(ResultRow row) {
    OptionalInt workers = Params.number(row, Params.WORKERS);
    return workers.orElse(1);
  }
}
