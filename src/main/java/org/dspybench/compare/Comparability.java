package org.dspybench.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dspybench.results.Fact;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/** Whether a difference between two sides could come from anything but the commits. */
final class Comparability {

  /** What must not differ; what a side did not record cannot be checked. */
  private static final Set<Fact> SAME =
      EnumSet.of(
          Fact.JDK,
          Fact.VM,
          Fact.OS,
          Fact.CPU_MODEL,
          Fact.CORES,
          Fact.PYTHON,
          Fact.INTERPRETER_LOCK,
          Fact.DSPY,
          Fact.LITELLM,
          Fact.JEP_JAVA,
          Fact.JEP_NATIVE,
          Fact.SEED,
          Fact.PROFILE,
          Fact.TIME_SCALE,
          Fact.PROFILE_HASHES);

  private Comparability() {}

  /**
   * Refuses sides that were measured in different places, or by different means.
   *
   * @throws IncomparableException naming each difference
   */
  static void require(Run base, Run head) throws IncomparableException {
    List<String> differences = new ArrayList<>();
    for (Fact fact : SAME) {
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
    return SAME.stream()
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
    for (Map.Entry<String, String> setting : one.settings().entrySet()) {
      String name = setting.getKey();
      String after = other.settings().getOrDefault(name, setting.getValue());
      if (!name.equals(JmhVersion.FIELD) || !JmhVersion.measureAlike(setting.getValue(), after)) {
        requireSame(name, one, setting.getValue(), place, after, otherPlace);
      }
    }
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
