package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dspybench.results.Completeness;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

@DisplayName("The launches of a cell, merged")
class MergedForksTest {

  private final Cell one = Cells.workers(1, 3);
  private final Cell two = Cells.workers(2, 1);
  private final MergedForks merged = new MergedForks(List.of(two, one));

  @TempDir private Path folder;

  /** What JMH's own writer makes of it. */
  private List<ResultRow> written() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(bytes, true, StandardCharsets.UTF_8))
        .writeOut(merged.results());
    Path file = Files.writeString(folder.resolve("x.json"), bytes.toString(StandardCharsets.UTF_8));
    return ResultFile.read(file).rows();
  }

  @Test
  @DisplayName("are a result with a fork for each, with raw data and secondary figures")
  void launches_becomeForks() throws IOException {
    merged.add(one, Launched.of(one, 100, 110));
    merged.add(one, Launched.of(one, 120, 130));
    merged.add(one, Launched.of(one, 140, 150));

    ResultRow row = written().get(0);

    assertThat(row.params()).containsExactlyEntriesOf(one.planned().params());
    assertThat(row.primary().forks())
        .containsExactly(List.of(100.0, 110.0), List.of(120.0, 130.0), List.of(140.0, 150.0));
    assertThat(row.secondary())
        .hasEntrySatisfying(
            "latency.p99",
            latency ->
                assertThat(latency.forks())
                    .containsExactly(
                        List.of(200.0, 220.0), List.of(240.0, 260.0), List.of(280.0, 300.0)));
    assertThat(Completeness.missing(List.of(one.planned()), List.of(row))).isEmpty();
  }

  @Test
  @DisplayName("fall short of the plan where a launch is missing")
  void missingLaunch_isAMissingFork() throws IOException {
    merged.add(one, Launched.of(one, 100, 110));
    merged.add(one, Launched.of(one, 120, 130));

    assertThat(Completeness.missing(List.of(one.planned()), written()))
        .singleElement()
        .asString()
        .contains("2", "3");
  }

  @Test
  @DisplayName("are told in the order of the cells, without those that have none")
  void results_areInTheOrderOfTheCells() {
    merged.add(one, Launched.of(one, 100, 110));
    assertThat(merged.results()).hasSize(1);

    merged.add(two, Launched.of(two, 100, 110));
    assertThat(merged.results())
        .extracting(result -> result.getParams().getParam("workers"))
        .containsExactly("2", "1");
  }

  @Test
  @DisplayName("keep all other settings of the launch")
  void settings_stay() {
    RunResult launch = Launched.of(one, 100, 110);
    merged.add(one, launch);
    merged.add(one, launch);

    assertThat(merged.results().get(0).getParams())
        .usingRecursiveComparison()
        .ignoringFields("forks", "params")
        .isEqualTo(launch.getParams());
    assertThat(merged.results().get(0).getParams().getForks()).isEqualTo(2);
  }
}
