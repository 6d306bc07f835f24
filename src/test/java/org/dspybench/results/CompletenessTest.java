package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  private static final String BATCH = "org.dspybench.benchmarks.BatchSpeedupBenchmark.";
  private static final Map<String, String> PARAMS = Map.of("batchSize", "10", "transport", "java");

  @Test
  void missing_isEmpty_whereAllCameBack() throws IOException {
    assertThat(missing("complete.json", planned("sequential", 2, 2))).isEmpty();
  }

  @Test
  void missing_namesABenchmarkThatIsNotThere() throws IOException {
    assertThat(missing("complete.json", planned("sequential", 2, 2), planned("concurrent", 2, 2)))
        .containsExactly(
            BATCH
                + "concurrent {batchSize=10, transport=java}: no result; it failed, or its JVM"
                + " died");
  }

  @Test
  void missing_tellsParametersApart() throws IOException {
    PlannedRun other =
        new PlannedRun(BATCH + "sequential", new TreeMap<>(Map.of("batchSize", "50")), 2, 2);
    assertThat(missing("complete.json", other))
        .singleElement()
        .asString()
        .contains("{batchSize=50}");
  }

  @Test
  void missing_saysHowManyForksCameBack() throws IOException {
    assertThat(missing("fork-missing.json", planned("sequential", 2, 2)))
        .singleElement()
        .asString()
        .endsWith(": 1 of 2 forks");
  }

  @Test
  void missing_saysWhichForkLacksIterations() throws IOException {
    assertThat(missing("iteration-missing.json", planned("sequential", 2, 2)))
        .singleElement()
        .asString()
        .endsWith(": 1 of 2 iterations in fork 2");
  }

  @Test
  void missing_goesByThePlan_notByWhatTheFileSaysOfItself() throws IOException {
    assertThat(missing("complete.json", planned("sequential", 3, 2)))
        .singleElement()
        .asString()
        .endsWith(": 2 of 3 forks");
  }

  private static PlannedRun planned(String method, int forks, int iterations) {
    return new PlannedRun(BATCH + method, new TreeMap<>(PARAMS), forks, iterations);
  }

  private static List<String> missing(String file, PlannedRun... plan) throws IOException {
    return Completeness.missing(
        List.of(plan), ResultFile.read(ResultFileTest.FIXTURES.resolve(file)).rows());
  }
}
