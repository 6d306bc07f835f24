package org.dspybench.run;

import java.util.List;
import org.dspybench.results.PlannedRun;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One benchmark with one set of parameters: what a launch of JMH measures.
 *
 * @param planned the benchmark, its parameters, and how often it is measured: as many forks as
 *     there are rounds in which the cell takes part
 * @param warmupIterations iterations before the measured ones, in each fork
 * @param jvmArgs of each fork
 * @param information whether a comparison of two builds tells it without judging by it
 */
public record Cell(
    PlannedRun planned, int warmupIterations, List<String> jvmArgs, boolean information) {

  private static final TimeValue LONGEST_ITERATION = TimeValue.minutes(2);

  /** Copies {@code jvmArgs}. */
  public Cell {
    jvmArgs = List.copyOf(jvmArgs);
  }

  int rounds() {
    return planned.forks();
  }

  /** JMH's options for this cell alone, in a single fork; an error ends the launch. */
  Options launch() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^\\Q" + planned.benchmark() + "\\E$")
            .forks(1)
            .warmupIterations(warmupIterations)
            .measurementIterations(planned.iterations())
            .jvmArgsAppend(jvmArgs.toArray(String[]::new))
            .timeout(LONGEST_ITERATION)
            .shouldFailOnError(true);
    planned.params().forEach(options::param);
    return options.build();
  }

  boolean measuresTheSameAs(Cell other) {
    return planned.benchmark().equals(other.planned.benchmark())
        && planned.params().equals(other.planned.params());
  }
}
