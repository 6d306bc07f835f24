package org.dspybench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.results.Fact;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/**
 * Two sides, judged.
 *
 * @param base the name of the side that is compared with
 * @param head the name of the side that is judged
 * @param gate what it was judged by
 * @param paired whether launches at the same place are pairs
 * @param judgements of all benchmarks that both sides have, in the order of head
 * @param added benchmarks that base has not
 * @param missing what head lacks of base, or either of its own forks and iterations
 * @param unchecked what may have differed between the sides, for one of them did not record it
 */
public record Comparison(
    String base,
    String head,
    Gate gate,
    boolean paired,
    List<Judgement> judgements,
    List<String> added,
    List<String> missing,
    List<Fact> unchecked) {

  /** Copies its parts. */
  public Comparison {
    judgements = List.copyOf(judgements);
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
    boolean paired = arePairs(base, head);
    List<Judgement.Case> cases = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (ResultRow row : head.results().rows()) {
      ResultRow before = ofBase.get(row.identity());
      if (before == null) {
        added.add(row.describe());
      } else {
        cases.add(compared(before, row, paired));
      }
    }
    return new Comparison(
        name(base),
        name(head),
        gate,
        paired,
        Judgement.of(cases, gate),
        added,
        missing(base, head),
        Comparability.unchecked(base, head));
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

  private static Judgement.Case compared(ResultRow base, ResultRow head, boolean paired)
      throws IncomparableException {
    Comparability.require(base, head);
    double[] before = LaunchCosts.logarithms(base);
    double[] after = LaunchCosts.logarithms(head);
    if (paired && before.length != after.length) {
      throw new IncomparableException(
          "%s has %d launches on base and %d on head, which are no pairs"
              .formatted(head.describe(), before.length, after.length));
    }
    return new Judgement.Case(
        head.describe(), paired ? Effect.paired(before, after) : Effect.unpaired(before, after));
  }

  private static List<String> missing(Run base, Run head) {
    Map<ResultRow.Identity, ResultRow> ofHead = byIdentity(head);
    List<String> missing = new ArrayList<>();
    for (ResultRow row : base.results().rows()) {
      row.shortfall().ifPresent(lacks -> missing.add(row.describe() + ": base has " + lacks));
      if (!ofHead.containsKey(row.identity())) {
        missing.add(row.describe() + ": not measured on head");
      }
    }
    for (ResultRow row : head.results().rows()) {
      row.shortfall().ifPresent(lacks -> missing.add(row.describe() + ": head has " + lacks));
    }
    return missing;
  }

  /** How many have that verdict. */
  public long count(Verdict verdict) {
    return judgements.stream().filter(judged -> judged.verdict() == verdict).count();
  }
}
