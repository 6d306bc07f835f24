package org.dspybench.compare;

import java.util.ArrayList;
import java.util.List;
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
 * @param judgements of all benchmarks that both sides have, in the order of head
 * @param added benchmarks that base has not
 * @param missing what head lacks of base, or either of its own forks and iterations
 * @param unchecked what may have differed between the sides, for one of them did not record it
 */
public record Comparison(
    String base,
    String head,
    Gate gate,
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
   * Compares two files whose launches are no pairs: whatever the machine did between them is taken
   * for a difference of the commits.
   *
   * @throws IncomparableException where a difference could come from something else
   */
  public static Comparison unpaired(Run base, Run head, Gate gate) throws IncomparableException {
    Comparability.require(base, head);
    List<Judgement.Case> cases = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (ResultRow row : head.results().rows()) {
      Optional<ResultRow> before = counterpart(row, base);
      if (before.isEmpty()) {
        added.add(name(row));
      } else {
        cases.add(compared(before.get(), row));
      }
    }
    return new Comparison(
        base.name(),
        head.name(),
        gate,
        Judgement.of(cases, gate),
        added,
        missing(base, head),
        Comparability.unchecked(base, head));
  }

  private static Judgement.Case compared(ResultRow base, ResultRow head)
      throws IncomparableException {
    Comparability.require(base, head);
    return new Judgement.Case(
        name(head), Effect.Unpaired.of(LaunchCosts.logarithms(base), LaunchCosts.logarithms(head)));
  }

  private static Optional<ResultRow> counterpart(ResultRow row, Run side) {
    return side.results().rows().stream().filter(other -> isSame(row, other)).findFirst();
  }

  private static boolean isSame(ResultRow row, ResultRow other) {
    return row.benchmark().equals(other.benchmark())
        && row.mode().equals(other.mode())
        && row.threads() == other.threads()
        && row.params().equals(other.params());
  }

  private static List<String> missing(Run base, Run head) {
    List<String> missing = new ArrayList<>();
    for (ResultRow row : base.results().rows()) {
      row.shortfall().ifPresent(lacks -> missing.add(name(row) + ": base has " + lacks));
      if (counterpart(row, head).isEmpty()) {
        missing.add(name(row) + ": not measured on head");
      }
    }
    for (ResultRow row : head.results().rows()) {
      row.shortfall().ifPresent(lacks -> missing.add(name(row) + ": head has " + lacks));
    }
    return missing;
  }

  private static String name(ResultRow row) {
    return row.describe();
  }

  /** How many have that verdict. */
  public long count(Verdict verdict) {
    return judgements.stream().filter(judged -> judged.verdict() == verdict).count();
  }
}
