package org.dspybench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.results.Fact;
import org.dspybench.results.Measure;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/**
 * Whether a difference between two sides could come from anything but the commits. What a side did
 * not record cannot be checked.
 */
final class Comparability {

  private Comparability() {}

  /**
   * Refuses sides that were measured in different places, or by different means.
   *
   * @throws IncomparableException naming each difference
   */
  static void require(Run base, Run head) throws IncomparableException {
    List<String> differences = new ArrayList<>();
    for (Fact fact : Conditions.FACTS) {
      Optional<String> before = base.environment().fact(fact);
      Optional<String> after = head.environment().fact(fact);
      if (before.isPresent() && after.isPresent() && !before.equals(after)) {
        differences.add(
            "%s is %s in %s and %s in %s"
                .formatted(fact.key(), before.get(), base.name(), after.get(), head.name()));
      }
    }
    if (!differences.isEmpty()) {
      throw new IncomparableException(
          String.join("; ", differences) + "; measure both sides in the same place");
    }
  }

  /** What could not be checked, since a side did not record it. What none has, none lacks. */
  static List<Fact> unchecked(Run base, Run head) {
    boolean bothTold = isTold(base) && isTold(head);
    return Conditions.FACTS.stream()
        .filter(
            fact -> {
              boolean onBase = base.environment().fact(fact).isPresent();
              boolean onHead = head.environment().fact(fact).isPresent();
              return bothTold ? onBase != onHead : !(onBase && onHead);
            })
        .toList();
  }

  private static boolean isTold(Run side) {
    return !side.environment().facts().isEmpty();
  }

  /**
   * Refuses two rows of one benchmark that were measured in other ways.
   *
   * @param place where the first is from, in words
   * @param otherPlace where the other is from
   * @throws IncomparableException naming the difference
   */
  static void require(ResultRow one, String place, ResultRow other, String otherPlace)
      throws IncomparableException {
    if (one.forks() == 0 || other.forks() == 0) {
      throw new IncomparableException(
          "%s ran in JMH's own JVM (forks 0) in %s, after whatever ran there before; measure with -f 1 or more"
              .formatted(one.describe(), one.forks() == 0 ? place : otherPlace));
    }
    requireSame(
        "measurementIterations", one, one.iterations(), place, other.iterations(), otherPlace);
    requireSameWorkload(one, place, other, otherPlace);
    for (Map.Entry<String, String> setting : one.settings().entrySet()) {
      String name = setting.getKey();
      String after = other.settings().getOrDefault(name, setting.getValue());
      if (!name.equals(JmhVersion.FIELD) || !JmhVersion.measureAlike(setting.getValue(), after)) {
        requireSame(name, one, setting.getValue(), place, after, otherPlace);
      }
    }
  }

  /** Rows whose iterations did not all ask the same cannot be checked. */
  private static void requireSameWorkload(
      ResultRow one, String place, ResultRow other, String otherPlace)
      throws IncomparableException {
    long[] workload = workloads(one);
    long[] otherWorkload = workloads(other);
    if (workload.length == 1 && otherWorkload.length == 1 && workload[0] != otherWorkload[0]) {
      throw new IncomparableException(
          "%s asked the LM something else in %s (workload %010x) than in %s (workload %010x); compare commits whose benchmarks ask the same"
              .formatted(one.describe(), place, workload[0], otherPlace, otherWorkload[0]));
    }
  }

  private static long[] workloads(ResultRow row) {
    return row.measured(Measure.WORKLOAD_HASH).mapToLong(Math::round).distinct().toArray();
  }

  private static void requireSame(
      String setting, ResultRow row, Object value, String place, Object other, String otherPlace)
      throws IncomparableException {
    if (!value.equals(other)) {
      throw new IncomparableException(
          "%s was measured with %s %s in %s and %s in %s; measure both sides in the same way"
              .formatted(row.describe(), setting, value, place, other, otherPlace));
    }
  }

  /**
   * A metric in the unit of another.
   *
   * @throws IncomparableException where that cannot be done
   */
  static Metric inUnitOf(Metric one, String place, Metric other, String otherPlace, String subject)
      throws IncomparableException {
    return other
        .in(one.unit())
        .orElseThrow(
            () ->
                new IncomparableException(
                    "%s is in %s in %s and in %s in %s, which cannot be converted"
                        .formatted(subject, one.unit(), place, other.unit(), otherPlace)));
  }
}
