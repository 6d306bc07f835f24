package org.dspybench.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The section on the interpreter lock, of a run at zero latency,")
class LockSectionsTest {

  /** A batch of 500 whose predictions cost half a millisecond under the lock: 2,000/s at most. */
  private static ResultRow batch(String workers, double millis, double percentBusy) {
    SortedMap<String, Metric> measured = new TreeMap<>();
    measured.put(Measure.CPU_PER_PREDICTION.metricName(), metric("ms", 0.5));
    measured.put(Measure.CPU_BUSY.metricName(), metric("%", percentBusy));
    return new ResultRow(
        "org.example.Transport.instant",
        "ss",
        1,
        1,
        1,
        new TreeMap<>(),
        new TreeMap<>(Map.of("batchSize", "500", "workers", workers, "transport", "java")),
        metric("ms/op", millis),
        measured);
  }

  private static Metric metric(String unit, double value) {
    return new Metric(unit, List.of(List.of(value)));
  }

  private static Section section(ResultRow... rows) {
    return LockSections.of(List.of(rows), Environment.unknown()).get(0);
  }

  @Test
  @DisplayName("holds the ceiling by the most workers against what several reached, not a lone one")
  void ceiling_isByTheMostWorkers() {
    Section section = section(batch("1", 200, 60), batch("10", 270, 60));

    assertThat(section.table().rows()).hasSize(1);
    assertThat(section.conclusions())
        .singleElement()
        .asString()
        .startsWith("Ceiling by the CPU time with 10 workers (transport java): 2,000 predictions/s")
        .endsWith("at most 1,900, 92.6 % of it, which confirms it to within 20 %.");
  }

  @Test
  @DisplayName("says that the cores were full, where less was reached and they were")
  void fullCores_areTheCause() {
    assertThat(section(batch("10", 400, 96.5)).conclusions())
        .singleElement()
        .asString()
        .endsWith(
            "62.5 % of it, which does not confirm it to within 20 %:"
                + " all cores were 96.5 % busy, the simulator with them, and were full before the"
                + " lock was.");
  }

  @Test
  @DisplayName("names no cause where less was reached and cores were idle, or the ceiling held")
  void noCause_isMadeUp() {
    assertThat(section(batch("10", 400, 60)).conclusions().get(0)).endsWith("to within 20 %.");
    assertThat(section(batch("10", 260, 99)).conclusions().get(0)).endsWith("to within 20 %.");
  }
}
