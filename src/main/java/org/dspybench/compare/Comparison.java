package org.dspybench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.results.Fact;
import org.dspybench.results.Metric;
import org.dspybench.results.Pairing;
import org.dspybench.results.ResultRow;
import org.dspybench.results.RowNames;
import org.dspybench.results.Run;

/**
 * Two sides, judged.
 *
 * @param base the name of the side that is compared with
 * @param head the name of the side that is judged
 * @param gate what it was judged by
 * @param paired whether launches at the same place are pairs
 * @param times the judgements on the times of all benchmarks that both sides have: what matters
 *     most first, else in the order of head
 * @param counts those on what was counted of them
 * @param added benchmarks that base has not
 * @param missing what head lacks of base, or either of its own forks and iterations
 * @param unchecked what may have differed between the sides, for one of them did not record it
 */
public record Comparison(
    String base,
    String head,
    Gate gate,
    boolean paired,
    List<Judgement> times,
    List<Judgement> counts,
    List<String> added,
    List<String> missing,
    List<Fact> unchecked) {

  private static final String BASE = "base";
  private static final String HEAD = "head";

  /** Copies its parts. */
  public Comparison {
    times = List.copyOf(times);
    counts = List.copyOf(counts);
    added = List.copyOf(added);
    missing = List.copyOf(missing);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * Compares two runs: pair by pair where their environments say that they were measured so. Else
   * whatever the machine did between them is taken for a difference of the commits.
   *
   * @throws IncomparableException where a difference could come from something else
   */
  public static Comparison of(Run base, Run head, Gate gate) throws IncomparableException {
    Comparability.require(base, head);
    Map<ResultRow.Identity, ResultRow> ofBase = byIdentity(base);
    RowNames names =
        RowNames.of(Stream.of(base, head).flatMap(run -> run.results().rows().stream()));
    boolean paired = arePairs(base, head);
    Map<String, Standing> standings = paired ? standings(head) : Map.of();
    List<Judgement.Case> times = new ArrayList<>();
    List<Judgement.Case> counts = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (ResultRow row : head.results().rows()) {
      ResultRow before = ofBase.get(row.identity());
      if (before == null) {
        added.add(names.of(row));
        continue;
      }
      Comparability.require(before, BASE, row, HEAD);
      Standing standing = standings.getOrDefault(row.describe(), Standing.JUDGED);
      Sides sides = new Sides(names.of(row), before, row, paired, standing);
      if (sides.haveTimes()) {
        sides.compared(Quantity.TIME).ifPresent(times::add);
        for (Quantity counted : Quantity.COUNTED) {
          sides.compared(counted).ifPresent(counts::add);
        }
      }
    }
    return new Comparison(
        name(base),
        name(head),
        gate,
        paired,
        byVerdict(Judgement.of(times, gate.ofTimes())),
        byVerdict(Judgement.of(counts, gate.ofCounts())),
        added,
        missing(base, head, names),
        Comparability.unchecked(base, head));
  }

  private static List<Judgement> byVerdict(List<Judgement> judgements) {
    return judgements.stream()
        .sorted(Comparator.comparing(Judgement::isForInformation).thenComparing(Judgement::verdict))
        .toList();
  }

  private static String name(Run side) {
    return side.environment()
        .fact(Fact.COMMIT)
        .map(commit -> "%s (commit %s)".formatted(side.name(), commit))
        .orElseGet(side::name);
  }

  private static Map<ResultRow.Identity, ResultRow> byIdentity(Run side) {
    Map<ResultRow.Identity, ResultRow> rows = new HashMap<>();
    side.results().rows().forEach(row -> rows.put(row.identity(), row));
    return rows;
  }

  private static boolean arePairs(Run base, Run head) {
    Optional<String> pairing = base.environment().fact(Fact.PAIRING);
    return pairing.isPresent() && pairing.equals(head.environment().fact(Fact.PAIRING));
  }

  private static Map<String, Standing> standings(Run head) {
    Map<String, Standing> standings = new HashMap<>();
    listed(head, Fact.SETTLED).forEach(name -> standings.put(name, Standing.SETTLED));
    listed(head, Fact.INFORMATION).forEach(name -> standings.put(name, Standing.INFORMATION));
    return standings;
  }

  private static Stream<String> listed(Run head, Fact fact) {
    return head.environment().fact(fact).stream()
        .flatMap(benchmarks -> Arrays.stream(benchmarks.split(Pairing.SEPARATOR)));
  }

  /** A benchmark on both sides. */
  private record Sides(
      String name, ResultRow base, ResultRow head, boolean paired, Standing standing) {

    /** Whether both have scores, and such as an operation can have: else they are incomplete. */
    boolean haveTimes() {
      return Stream.of(base, head)
          .allMatch(row -> !row.primary().forks().isEmpty() && row.defect().isEmpty());
    }

    /** A quantity that was measured on both, by as many launches where they are pairs. */
    Optional<Judgement.Case> compared(Quantity quantity) throws IncomparableException {
      Optional<Metric> before = quantity.of(base);
      Optional<Metric> after = quantity.of(head);
      if (before.isEmpty() || after.isEmpty()) {
        return Optional.empty();
      }
      Metric alike = Comparability.inUnitOf(before.get(), BASE, after.get(), HEAD, name);
      double[] ofBase = quantity.logCosts(before.get());
      double[] ofHead = quantity.logCosts(alike);
      if (paired && ofBase.length != ofHead.length) {
        if (base.shortfall().isPresent() || head.shortfall().isPresent()) {
          return Optional.empty();
        }
        throw new IncomparableException(
            "%s has %d launches on base and %d on head, which are no pairs"
                .formatted(name, ofBase.length, ofHead.length));
      }
      Effect effect = paired ? Effect.paired(ofBase, ofHead) : Effect.unpaired(ofBase, ofHead);
      return Optional.of(new Judgement.Case(name, quantity, effect, standing));
    }
  }

  private static List<String> missing(Run base, Run head, RowNames names) {
    Map<ResultRow.Identity, ResultRow> ofHead = byIdentity(head);
    List<String> missing = new ArrayList<>();
    for (ResultRow row : base.results().rows()) {
      String name = names.of(row);
      lacks(row).forEach(lacks -> missing.add(name + ": base has " + lacks));
      ResultRow after = ofHead.get(row.identity());
      if (after == null) {
        missing.add(name + ": not measured on head");
      } else {
        Quantity.COUNTED.stream()
            .filter(counted -> counted.of(row).isPresent() && counted.of(after).isEmpty())
            .map(counted -> name + ": " + counted.label() + " not counted on head")
            .forEach(missing::add);
      }
    }
    for (ResultRow row : head.results().rows()) {
      lacks(row).forEach(lacks -> missing.add(names.of(row) + ": head has " + lacks));
    }
    return missing;
  }

  private static Stream<String> lacks(ResultRow row) {
    return Stream.concat(row.shortfall().stream(), row.defect().stream());
  }

  /** All judgements, those on times first. */
  public Stream<Judgement> all() {
    return Stream.concat(times.stream(), counts.stream());
  }

  /** Those with a verdict; what was measured for information counts for none. */
  public Stream<Judgement> with(Verdict verdict) {
    return all().filter(judged -> judged.verdict() == verdict && !judged.isForInformation());
  }

  /** How many have that verdict. */
  public long count(Verdict verdict) {
    return with(verdict).count();
  }
}
