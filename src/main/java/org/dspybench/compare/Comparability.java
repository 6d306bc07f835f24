package org.dspybench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.results.Fact;
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
   * Refuses two rows of one benchmark that mean different things.
   *
   * @throws IncomparableException naming the difference
   */
  static void require(ResultRow base, ResultRow head) throws IncomparableException {
    if (!base.primary().unit().equals(head.primary().unit())) {
      throw new IncomparableException(
          "%s is in %s on base and in %s on head"
              .formatted(base.describe(), base.primary().unit(), head.primary().unit()));
    }
    if (base.iterations() != head.iterations()) {
      throw new IncomparableException(
          "%s has %d iterations in a fork on base and %d on head"
              .formatted(base.describe(), base.iterations(), head.iterations()));
    }
    for (Map.Entry<String, String> setting : base.settings().entrySet()) {
      String ofHead = head.settings().getOrDefault(setting.getKey(), setting.getValue());
      if (!setting.getValue().equals(ofHead)) {
        throw new IncomparableException(
            "%s was measured with %s %s on base and %s on head"
                .formatted(base.describe(), setting.getKey(), setting.getValue(), ofHead));
      }
    }
  }
}
