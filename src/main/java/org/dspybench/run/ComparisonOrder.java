package org.dspybench.run;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dspybench.results.PlannedRun;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is compared side by side: a sequential batch directly before the concurrent ones of the
 * same size and transport, the rungs of a ladder one after another, the peers of one worker count
 * together.
 *
 * <p>The parameters for each of whose values a question is asked anew are compared first, then the
 * workers, then the others, and the method last. A benchmark without a parameter, as the sequential
 * one without workers, stands before those with it.
 */
final class ComparisonOrder implements Comparator<PlannedRun> {

  private static final String WORKERS = "workers";

  private final Function<PlannedRun, List<String>> askedForEach;

  /**
   * An order for runs of one benchmark class.
   *
   * @param askedForEach the parameters for each of whose values the question of a run is asked anew
   */
  ComparisonOrder(Function<PlannedRun, List<String>> askedForEach) {
    this.askedForEach = askedForEach;
  }

  @Override
  public int compare(PlannedRun one, PlannedRun other) {
    return parameters(one, other).stream()
        .mapToInt(name -> compareValues(one.params().get(name), other.params().get(name)))
        .filter(order -> order != 0)
        .findFirst()
        .orElseGet(() -> one.benchmark().compareTo(other.benchmark()));
  }

  private Set<String> parameters(PlannedRun one, PlannedRun other) {
    Set<String> names = new LinkedHashSet<>(askedForEach.apply(one));
    names.add(WORKERS);
    Set<String> all = new TreeSet<>(one.params().keySet());
    all.addAll(other.params().keySet());
    names.addAll(all);
    return names;
  }

  private static int compareValues(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    try {
      return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    } catch (NumberFormatException e) {
      return one.compareTo(other);
    }
  }
}
