package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Files that JMH wrote for other projects")
class ForeignFilesTest {

  private static final Path FILES = Path.of("src/test/resources/jmh");

  static final List<String> VERSIONS =
      List.of("1.19", "1.21", "1.23", "1.26", "1.29", "1.32", "1.35", "1.36", "1.37");

  private static List<ResultRow> read(String version, String file) throws IOException {
    return ResultFile.read(FILES.resolve(version).resolve(file + ".json")).rows();
  }

  private static ResultRow inMode(List<ResultRow> rows, String mode) {
    return rows.stream().filter(row -> row.mode().equals(mode)).findFirst().orElseThrow();
  }

  private static double[] figure(ResultRow row, String name) {
    return Objects.requireNonNull(row.secondary().get(name), name).values().toArray();
  }

  @Test
  @DisplayName("are here for each of the versions, and for no other")
  void files_areThoseOfTheVersions() throws IOException {
    try (Stream<Path> directories = Files.list(FILES)) {
      assertThat(directories.filter(Files::isDirectory).map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(VERSIONS);
    }
  }

  @DisplayName("are read in all modes, with the unit of each")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void modes_areReadWithTheirUnits(String version) throws IOException {
    List<ResultRow> rows = read(version, "modes");

    assertThat(rows).extracting(ResultRow::mode).containsExactly("thrpt", "avgt", "sample", "ss");
    assertThat(rows)
        .extracting(row -> row.primary().unit())
        .containsExactly("ops/us", "us/op", "us/op", "us/op");
    assertThat(rows).allSatisfy(row -> assertThat(row.shortfall()).isEmpty());
    assertThat(inMode(rows, "thrpt").millisPerOperation()).isEmpty();
    assertThat(inMode(rows, "avgt").millisPerOperation()).isPresent();
  }

  @DisplayName("have the percentiles of mode sample under the names of JMH 1.37")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void percentiles_haveTheSameNames_whateverTheVersion(String version) throws IOException {
    String[] percentiles = {
      "p0.00", "p0.50", "p0.90", "p0.95", "p0.99", "p0.999", "p0.9999", "p1.00"
    };

    assertThat(inMode(read(version, "modes"), "sample").secondary()).containsOnlyKeys(percentiles);
    assertThat(inMode(read(version, "groups"), "sample").secondary())
        .containsKeys(percentiles)
        .containsKeys("read", "read:p0.50", "read:p1.00", "write", "write:p0.50");
  }

  @DisplayName("have the mean of a sample between its percentiles")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void meanOfASample_isOfTheSamples(String version) throws IOException {
    ResultRow row = inMode(read(version, "modes"), "sample");
    double[] lowest = figure(row, "p0.00");
    double[] highest = figure(row, "p1.00");
    double[] means = row.primary().values().toArray();

    assertThat(means).hasSize(2);
    for (int i = 0; i < means.length; i++) {
      assertThat(means[i]).isBetween(lowest[i], highest[i]);
    }
  }

  @DisplayName("have the parts of an asymmetric group beside the whole")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void groups_haveTheirParts(String version) throws IOException {
    ResultRow row = inMode(read(version, "groups"), "thrpt");
    double[] whole = row.primary().values().toArray();
    double[] reads = figure(row, "read");
    double[] writes = figure(row, "write");

    assertThat(row.method()).isEqualTo("asymmetric");
    assertThat(row.threads()).isEqualTo(3);
    assertThat(row.secondary()).containsKey("even");
    assertThat(whole[0]).isEqualTo(reads[0] + writes[0], within(whole[0] * 1e-9));
  }

  @DisplayName("keep parameters, forks and iterations apart")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void params_areReadAsJmhWasGivenThem(String version) throws IOException {
    List<ResultRow> rows = read(version, "params");

    assertThat(rows)
        .extracting(row -> row.param("size").orElseThrow() + row.param("text").orElseThrow())
        .containsExactlyInAnyOrder("1a b", "10a b", "1ü", "10ü");
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.primary().forks())
                    .hasSize(2)
                    .allSatisfy(fork -> assertThat(fork).hasSize(2)));
  }

  @DisplayName("are whole without a fork")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void runsWithoutAFork_areWhole(String version) throws IOException {
    assertThat(read(version, "no-fork"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.forks()).isZero())
        .allSatisfy(row -> assertThat(row.shortfall()).isEmpty());
  }

  @DisplayName("name what profilers measured as JMH 1.37 does")
  @ParameterizedTest
  @FieldSource("VERSIONS")
  void profilers_haveTheSameNames_whateverTheVersion(String version) throws IOException {
    assertThat(read(version, "threads-and-gc").get(0).secondary())
        .containsKeys("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count");
    ResultRow profiled = read(version, "profilers").get(0);
    assertThat(profiled.secondary()).containsKeys("stack", "class.load", "compiler.time.total");
    assertThat(figure(profiled, "stack")).containsOnly(Double.NaN);
  }

  @DisplayName("are refused in one line where JMH left a quote unescaped")
  @ParameterizedTest
  @ValueSource(strings = {"1.19", "1.21"})
  void quoteInAParameter_isRefused_ofAnOldJmh(String version) {
    assertThatThrownBy(() -> read(version, "quoted-param"))
        .isInstanceOf(ResultFileException.class)
        .hasMessageContaining("is no valid JSON at line")
        .hasMessageEndingWith("JMH before 1.23 leaves a quote in a parameter unescaped")
        .message()
        .hasLineCount(1);
  }

  @DisplayName("are read where JMH escaped a quote")
  @ParameterizedTest
  @ValueSource(strings = {"1.23", "1.26", "1.29", "1.32", "1.35", "1.36", "1.37"})
  void quoteInAParameter_isRead_ofANewerJmh(String version) throws IOException {
    assertThat(read(version, "quoted-param").get(0).param("text")).contains("say \"hello\"");
  }
}
