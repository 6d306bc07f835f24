package org.dspybench.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dspybench.results.Run;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What github-action-benchmark 1.22.0 asks of a file, as read in its source ({@code extract.ts},
 * {@code extractRangeInfo.ts}): no registry has it, so it is not run here. Names must differ, for
 * the action looks a former result up by its name and takes the first.
 */
@DisplayName("For github-action-benchmark, the results that we keep have")
class ActionContractTest {

  private static final JsonMapper JSON = new JsonMapper();

  static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jmh-results"))) {
      return files.filter(file -> file.toString().matches(".*-[a-z]+\\.json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  @DisplayName("what its tool jmh takes: a name, parameters, a score and its unit")
  void jmh_findsItsFields(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    JsonNode rows = JSON.readTree(file.toFile());
    for (JsonNode row : rows) {
      assertThat(row.required("benchmark").isTextual()).isTrue();
      assertThat(row.at("/primaryMetric/score").isNumber()).isTrue();
      assertThat(row.at("/primaryMetric/scoreUnit").isTextual()).isTrue();
      assertThat(List.of("measurementIterations", "forks", "threads"))
          .allSatisfy(field -> assertThat(row.required(field).isInt()).isTrue());
      names.add(row.required("benchmark").asText() + row.path("params"));
    }
    assertThat(names).isNotEmpty().hasSize(rows.size());
  }

  @ParameterizedTest
  @MethodSource("kept")
  @DisplayName(
      "in the form customSmallerIsBetter: a name, a value, its unit, and a range in numbers")
  void customSmallerIsBetter_findsItsFields(Path file) throws IOException {
    Run run = Run.read(file);
    Set<String> names = new HashSet<>();
    JsonNode entries = JSON.readTree(SmallerIsBetter.render(run));
    for (JsonNode entry : entries) {
      assertThat(entry.required("name").isTextual()).isTrue();
      assertThat(entry.required("value").isNumber()).isTrue();
      assertThat(entry.required("value").asDouble()).isFinite().isPositive();
      assertThat(entry.required("unit").asText()).isEqualTo("ms/op");
      assertThat(entry.required("range").asText()).matches("± \\d+(\\.\\d+)?(e[-+]\\d+)?");
      names.add(entry.required("name").asText());
    }
    assertThat(names).hasSize(entries.size()).hasSize(run.results().rows().size());
  }
}
