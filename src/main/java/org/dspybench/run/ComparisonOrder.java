package org.dspybench.run;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeSet;
import org.dspybench.results.PlannedRun;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is compared side by side: a sequential batch directly before the concurrent ones of the
 * same size and transport, the rungs of a ladder one after another, the peers of one worker count
 * together.
 *
 * <p>Parameters are compared from those that make the situation to those whose values are compared
 * within it, and the method last. A parameter that is not listed makes the situation. A benchmark
 * without a parameter, as the sequential one without workers, stands before those with it.
 */
final class ComparisonOrder implements Comparator<PlannedRun> {

  private static final List<String> FROM_SITUATION_TO_COMPARED =
      List.of(
          "profile",
          "timeScale",
          "seed",
          "quotaSeconds",
          "quotaPerSecond",
          "batchSize",
          "questionsPerWorker",
          "repeatedPercent",
          "transport",
          "strategy",
          "workers",
          "limit",
          "deduplicate",
          "trims",
          "busyThreads",
          "engine",
          "peer");

  @Override
  public int compare(PlannedRun one, PlannedRun other) {
    int order = className(one).compareTo(className(other));
    if (order == 0) {
      order = compareSituations(one, other);
    }
    for (String name : FROM_SITUATION_TO_COMPARED) {
      if (order != 0) {
        return order;
      }
      order = compareValues(one.params().get(name), other.params().get(name));
    }
    return order == 0 ? one.benchmark().compareTo(other.benchmark()) : order;
  }

  private static String className(PlannedRun run) {
    return run.benchmark().substring(0, run.benchmark().lastIndexOf('.'));
  }

  private static int compareSituations(PlannedRun one, PlannedRun other) {
    NavigableSet<String> names = unlisted(one.params());
    names.addAll(unlisted(other.params()));
    return names.stream()
        .mapToInt(name -> compareValues(one.params().get(name), other.params().get(name)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static NavigableSet<String> unlisted(SortedMap<String, String> params) {
    NavigableSet<String> names = new TreeSet<>(params.keySet());
    FROM_SITUATION_TO_COMPARED.forEach(names::remove);
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
