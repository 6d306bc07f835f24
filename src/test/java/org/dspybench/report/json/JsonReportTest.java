package org.dspybench.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dspybench.report.section.Documents;
import org.dspybench.results.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportTest {

  private static final Path FIXTURES = Path.of("src/test/resources/org/dspybench/report");
  private static final JsonMapper JSON = new JsonMapper();

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({"awkward, en-US", "awkward, de-DE", "ladder, en-US", "ladder, tr-TR"})
  void render_givesTheGoldenFile_inEachLocale(String name, String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(render(name)).isEqualTo(Files.readString(FIXTURES.resolve(name + ".golden.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31-0444175-full", "awkward", "ladder", "everything"})
  void render_keepsToThePublishedSchema(String name) throws IOException {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(JsonReport.schema())
                .validate(JSON.readTree(render(name))))
        .isEmpty();
  }

  @Test
  void render_givesFiguresAsTheyWereReckoned_besideWhatIsShown() throws IOException {
    JsonNode row =
        JSON.readTree(render("ladder")).at("/chapters/0/sections/0/rows/0/questionsPerSecond");

    assertThat(row.path("text").asText()).isEqualTo("9.8 [9.3, 10.2]");
    assertThat(row.path("value").asDouble()).isBetween(9.75, 9.85).isNotEqualTo(9.8);
    assertThat(row.path("low").asDouble()).isBetween(9.2, 9.4);
  }

  @Test
  void render_leavesOutTheInterval_whereThereIsNone_andMarksWhatIsAbsent() throws IOException {
    JsonNode rows = JSON.readTree(render("awkward")).at("/chapters/0/sections/0/rows");

    assertThat(rows.at("/1/speedup").has("value")).isTrue();
    assertThat(rows.at("/1/speedup").has("high")).isFalse();
    assertThat(rows.at("/2/speedup").isNull()).isTrue();
  }

  private static String render(String name) throws IOException {
    return JsonReport.render(Documents.of(List.of(Run.read(FIXTURES.resolve(name + ".json")))));
  }
}
