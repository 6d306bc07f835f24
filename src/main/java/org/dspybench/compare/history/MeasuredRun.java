package org.dspybench.compare.history;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.compare.Conditions;
import org.dspybench.compare.LaunchCosts;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.ResultFileException;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/**
 * What is kept of a run while others are read: of thousands of values a few.
 *
 * @param origin the run
 * @param conditions where and by what means it was measured
 * @param logCosts the logarithm of what each benchmark cost, in the order of the file
 */
record MeasuredRun(Origin origin, Conditions conditions, Map<Subject, Double> logCosts) {

  /** Without these nobody knows when and where a run was measured. */
  private static final List<Fact> NEEDED =
      List.of(Fact.STARTED_AT, Fact.CPU_MODEL, Fact.CORES, Fact.OS, Fact.JDK);

  /**
   * A run without what cannot be shown of it.
   *
   * @param leaveOut is told what that is and why, in words
   * @throws ResultFileException where its environment tells no instant of its start
   */
  static Stream<MeasuredRun> of(Run run, Consumer<String> leaveOut) throws ResultFileException {
    Environment environment = run.environment();
    String lacking =
        NEEDED.stream()
            .filter(fact -> environment.fact(fact).isEmpty())
            .map(Fact::key)
            .collect(Collectors.joining(", "));
    if (environment.isOfCheck()) {
      leaveOut.accept(run.name() + ": the preset smoke tells that benchmarks run, not how fast");
    } else if (environment.facts().isEmpty()) {
      leaveOut.accept(run.name() + ": no environment file stands beside it");
    } else if (!lacking.isEmpty()) {
      leaveOut.accept(run.name() + ": its environment does not tell " + lacking);
    } else {
      Origin origin = new Origin(run.name(), run.startedAt().orElseThrow(), environment);
      return Stream.of(
          new MeasuredRun(origin, Conditions.of(environment), logCosts(run, leaveOut)));
    }
    return Stream.empty();
  }

  private static Map<Subject, Double> logCosts(Run run, Consumer<String> leaveOut) {
    Map<Subject, Double> costs = new LinkedHashMap<>();
    for (ResultRow row : run.results().rows()) {
      double[] ofLaunches = LaunchCosts.undisturbed(row.primary());
      if (ofLaunches.length == 0) {
        leaveOut.accept(run.name() + ": " + row.describe() + " has no raw data");
      } else if (!Arrays.stream(ofLaunches).allMatch(Double::isFinite)) {
        leaveOut.accept(
            "%s: %s has a launch with a score that is no number above zero"
                .formatted(run.name(), row.describe()));
      } else {
        costs.put(Subject.of(row), LaunchCosts.median(ofLaunches));
      }
    }
    return costs;
  }
}
