package org.dspybench.compare.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dspybench.compare.history.MadeUpHistory.Row;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.ResultFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A history")
class HistoryTest {

  @TempDir Path directory;
  private MadeUpHistory runs;

  @BeforeEach
  void begin() {
    runs = new MadeUpHistory(directory);
  }

  @Test
  @DisplayName("finds the night on which a benchmark began to take a tenth longer")
  void step_isFound() throws IOException {
    runs.writeStep(30, 15);

    Series series = onlySeries();

    Change change = series.changes().get(0);
    assertThat(series.changes()).hasSize(1);
    assertThat(change.first().origin().file()).isEqualTo("night-15.json");
    assertThat(change.first().origin().describe())
        .isEqualTo("2026-01-16, commit c0ffe15, night-15.json");
    assertThat(change.first().run()).isEqualTo(16);
    assertThat(change.cost().ratio()).isCloseTo(1.1, within(0.015));
    assertThat(change.cost().low(0.95)).isBetween(1.08, change.cost().ratio());
    assertThat(series.levels()).hasSize(2);
    assertThat(series.levels().get(0).score().ratio()).isCloseTo(100, within(1.0));
    assertThat(series.levels().get(1).score().ratio()).isCloseTo(110, within(1.1));
  }

  @Test
  @DisplayName("tells a rate in its unit, and its change as that of the cost")
  void rate_isACostInverted() throws IOException {
    for (int night = 0; night < 20; night++) {
      runs.write(
          MadeUpHistory.name(night),
          night,
          new Row("a.B.rate", "{}", "ops/ms", night < 10 ? 50 : 40));
    }

    Series series = onlySeries();

    assertThat(series.levels().get(0).score().ratio()).isCloseTo(50, within(0.5));
    assertThat(series.changes().get(0).cost().ratio()).isCloseTo(1.25, within(0.02));
  }

  @Test
  @DisplayName("takes runs in the order in which they began, whatever their names")
  void order_isThatOfTheBegin() throws IOException {
    runs.write("a.json", 2, Row.of("a.B.c", 3));
    runs.write("b.json", 1, Row.of("a.B.c", 2));
    runs.write("c.json", 0, Row.of("a.B.c", 1));

    assertThat(onlyPlace().runs())
        .extracting(Origin::file)
        .containsExactly("c.json", "b.json", "a.json");
    assertThat(onlySeries().points()).extracting(Point::run).containsExactly(1, 2, 3);
    assertThat(onlySeries().points().get(2).logCost()).isCloseTo(Math.log(3), within(0.1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fact.class,
      names = {
        "CPU_MODEL",
        "CORES",
        "OS",
        "JDK",
        "VM",
        "PYTHON",
        "INTERPRETER_LOCK",
        "DSPY",
        "PEERS"
      })
  @DisplayName("never crosses machines or versions that differ; the newest run's place is first")
  void place_isWhereFactsAreTheSame(Fact fact) throws IOException {
    for (int night = 0; night < 24; night++) {
      Environment environment = MadeUpHistory.environment();
      runs.write(
          MadeUpHistory.name(night),
          night,
          night < 12 ? environment : environment.with(fact, "8"),
          Row.of("a.B.c", night < 12 ? 100 : 200));
    }

    History history = History.read(directory);

    assertThat(history.places()).hasSize(2);
    assertThat(history.places().get(0).conditions().facts()).containsEntry(fact, "8");
    assertThat(history.places())
        .allSatisfy(place -> assertThat(place.runs()).hasSize(12))
        .flatExtracting(Place::series)
        .allSatisfy(series -> assertThat(((Series) series).changes()).isEmpty());
  }

  @Test
  @DisplayName("keeps parameters and units apart, and lacks no run of another benchmark")
  void series_isOfOneSubject() throws IOException {
    runs.write("a.json", 0, Row.of("a.B.old", 1), row("{\"n\":\"1\"}", "us/op"));
    runs.write("b.json", 1, row("{\"n\":\"2\"}", "us/op"), row("{\"n\":\"1\"}", "us/op"));
    runs.write("c.json", 2, row("{\"n\":\"1\"}", "ns/op"));

    assertThat(onlyPlace().series())
        .extracting(
            series -> series.subject().identity().params() + " " + series.subject().unit(),
            series -> series.points().stream().map(Point::run).toList().toString())
        .containsExactly(
            tuple("{n=1} ns/op", "[3]"),
            tuple("{n=2} us/op", "[2]"),
            tuple("{n=1} us/op", "[1, 2]"),
            tuple("{} us/op", "[1]"));
  }

  private static Row row(String params, String unit) {
    return new Row("a.B.c", params, unit, 7);
  }

  @Test
  @DisplayName("looks for no change in fewer than ten runs")
  void fewRuns_areTooFewToTell() throws IOException {
    runs.writeStep(9, 4);

    assertThat(onlySeries().isLongEnough()).isFalse();
    assertThat(onlySeries().changes()).isEmpty();
    assertThat(onlySeries().levels()).hasSize(1);
  }

  @Test
  @DisplayName("leaves out what is of unknown place or no number, and says so")
  void unknown_isLeftOut() throws IOException {
    runs.write("a.json", 0, Row.of("a.B.c", 1), Row.of("a.B.nan", Double.NaN));
    runs.writeAlone("b.json", Row.of("a.B.c", 1));
    runs.write("c.json", 1, Environment.unknown().with(Fact.CORES, "4"), Row.of("a.B.c", 1));
    runs.write(
        "d.json", 2, MadeUpHistory.environment().with(Fact.PRESET, "smoke"), Row.of("a.B.c", 1));
    runs.write("e.partial.json", 3, Row.of("a.B.c", 1));
    runs.write("f.failed.json", 4, Row.of("a.B.c", 1));

    History history = History.read(directory);

    assertThat(history.places()).hasSize(1);
    assertThat(onlySeries().points()).hasSize(1);
    assertThat(history.leftOut())
        .containsExactly(
            "a.json: a.B.nan has a launch with a score that is no number above zero",
            "b.json: no environment file stands beside it",
            "c.json: its environment does not tell cpuModel, os, jdk",
            "d.json: the preset smoke tells that benchmarks run, not how fast");
  }

  @Test
  @DisplayName("refuses a file that is broken, or whose begin is no instant")
  void broken_isRefused() throws IOException {
    Path file = runs.write("a.json", 0, Row.of("a.B.c", 1));
    MadeUpHistory.environment()
        .with(Fact.STARTED_AT, "last night")
        .write(Environment.pathBeside(file));
    assertThatThrownBy(() -> History.read(directory))
        .isInstanceOf(ResultFileException.class)
        .hasMessageStartingWith(directory.resolve("a.env.json") + ": startedAt is no instant");

    Files.writeString(file, "[{");
    assertThatThrownBy(() -> History.read(directory))
        .isInstanceOf(ResultFileException.class)
        .hasMessageStartingWith(file.toString());
  }

  private Place onlyPlace() throws IOException {
    History history = History.read(directory);
    assertThat(history.places()).hasSize(1);
    return history.places().get(0);
  }

  private Series onlySeries() throws IOException {
    assertThat(onlyPlace().series()).hasSize(1);
    return onlyPlace().series().get(0);
  }
}
