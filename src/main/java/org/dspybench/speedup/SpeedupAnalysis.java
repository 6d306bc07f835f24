package org.dspybench.speedup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Comparison.Paired;
import org.dspybench.speedup.Comparison.Unpaired;

/**
 * Pairs each {@code concurrent} row with the {@code sequential} row of its class that has the same
 * value for every parameter that both have. Where none or several fit, the row says so and has no
 * speedup.
 */
public final class SpeedupAnalysis {

  private static final String SEQUENTIAL = "sequential";
  private static final String CONCURRENT = "concurrent";

  private SpeedupAnalysis() {}

  /** Whether a row takes part: its method is {@code sequential} or {@code concurrent}. */
  public static boolean concerns(ResultRow row) {
    return isBaseline(row) || row.method().equals(CONCURRENT);
  }

  /** Whether a row is what others are compared with: its method is {@code sequential}. */
  public static boolean isBaseline(ResultRow row) {
    return row.method().equals(SEQUENTIAL);
  }

  /**
   * The comparisons between the rows that take part, by batch size and workers. Sequential rows
   * that no concurrent row is compared with are among them.
   */
  public static List<Comparison> compare(List<ResultRow> rows) {
    List<Timing> timings =
        rows.stream().filter(SpeedupAnalysis::concerns).map(Timing::new).toList();
    List<Timing> baselines = timings.stream().filter(SpeedupAnalysis::isBaseline).toList();
    Set<Timing> used = new HashSet<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Timing concurrent : timings) {
      if (!isBaseline(concurrent)) {
        List<Timing> fitting =
            baselines.stream().filter(base -> fits(base.row(), concurrent.row())).toList();
        used.addAll(fitting);
        comparisons.add(compare(fitting, concurrent));
      }
    }
    baselines.stream()
        .filter(baseline -> !used.contains(baseline))
        .map(baseline -> new Unpaired(baseline, "no concurrent row to compare with"))
        .forEach(comparisons::add);
    return comparisons.stream().sorted((a, b) -> Params.order().compare(a.row(), b.row())).toList();
  }

  private static boolean isBaseline(Timing timing) {
    return isBaseline(timing.row());
  }

  /** The comparison with the highest speedup, absent where there is no speedup. */
  public static Optional<Paired> highest(List<Comparison> comparisons) {
    return comparisons.stream()
        .filter(Paired.class::isInstance)
        .map(Paired.class::cast)
        .max(Comparator.comparingDouble(paired -> paired.speedup().value()));
  }

  private static boolean fits(ResultRow baseline, ResultRow concurrent) {
    return baseline.className().equals(concurrent.className())
        && baseline.mode().equals(concurrent.mode())
        && baseline.threads() == concurrent.threads()
        && shared(baseline, concurrent).entrySet().stream()
            .allMatch(param -> param.getValue().equals(concurrent.params().get(param.getKey())));
  }

  /** The parameters of the baseline that the concurrent row has too. */
  private static SortedMap<String, String> shared(ResultRow baseline, ResultRow concurrent) {
    SortedMap<String, String> shared = new TreeMap<>(baseline.params());
    shared.keySet().retainAll(concurrent.params().keySet());
    return shared;
  }

  private static Comparison compare(List<Timing> fitting, Timing concurrent) {
    if (fitting.isEmpty()) {
      return new Unpaired(concurrent, "no sequential row with the same parameters");
    }
    if (fitting.size() > 1) {
      return new Unpaired(
          concurrent,
          "%s sequential rows fit, which differ in %s"
              .formatted(fitting.size(), String.join(", ", differences(fitting))));
    }
    return compare(fitting.get(0), concurrent);
  }

  private static Comparison compare(Timing sequential, Timing concurrent) {
    return Stream.of(sequential, concurrent)
        .flatMap(timing -> timing.whyNone().stream())
        .findFirst()
        .<Comparison>map(reason -> new Unpaired(concurrent, reason))
        .orElseGet(
            () ->
                new Paired(
                    sequential,
                    concurrent,
                    Bootstrap.ratio(Times.of(sequential.row()), Times.of(concurrent.row()))));
  }

  private static Set<String> differences(List<Timing> fitting) {
    List<ResultRow> rows = fitting.stream().map(Timing::row).toList();
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.params().keySet()));
    names.removeIf(name -> rows.stream().map(row -> row.param(name)).distinct().count() == 1);
    return names;
  }
}
