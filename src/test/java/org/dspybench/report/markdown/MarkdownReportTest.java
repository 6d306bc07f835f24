package org.dspybench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dspybench.report.section.Documents;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReportTest {

  private static final Path FIXTURES = Path.of("src/test/resources/org/dspybench/report");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "2026-01-31-0444175-full, en-US",
    "2026-01-31-0444175-full, de-DE",
    "2026-01-31-0444175-full, tr-TR",
    "awkward, en-US",
    "awkward, de-DE",
    "awkward, tr-TR",
    "ladder, en-US",
    "everything, en-US",
    "everything, de-DE",
    "everything, tr-TR",
    "ladder, de-DE",
    "ladder, tr-TR",
  })
  void render_givesTheGoldenFile_inEachLocale(String name, String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(render(name)).isEqualTo(Files.readString(FIXTURES.resolve(name + ".md")));
  }

  @Test
  void render_printsNoSecretOfTheJvmArguments() throws IOException {
    assertThat(FIXTURES.resolve("awkward.json")).content().contains("SECRET");
    assertThat(render("awkward")).doesNotContain("SECRET");
  }

  @Test
  void render_putsTheQuestionAboveEachTable() throws IOException {
    assertThat(render("2026-01-31-0444175-full").split("What does a batch gain from W workers?"))
        .hasSize(3);
  }

  @Test
  void render_givesEachRunItsOwnProvenance() throws IOException {
    assertThat(
            MarkdownReport.render(
                Documents.of(List.of(run("2026-01-31-0444175-full"), run("awkward")))))
        .contains("Measured in 2026-01-31-0444175-full.json")
        .contains("Measured in awkward.json")
        .containsOnlyOnce("### How to read the tables");
  }

  @Test
  void render_saysWhatIsNotKnownOfARun_andThatItsSourcesHadChanges() throws IOException {
    Environment environment =
        Environment.unknown().with(Fact.COMMIT, "0444175").with(Fact.DIRTY, "true");
    Run run = new Run(run("awkward").results(), environment);

    assertThat(MarkdownReport.render(Documents.of(List.of(run))))
        .startsWith("- Measured in awkward.json, commit 0444175 with changes.\n")
        .contains("- Not recorded: startedAt, preset, jdk, vm,");
  }

  private static String render(String name) throws IOException {
    return MarkdownReport.render(Documents.of(List.of(run(name))));
  }

  private static Run run(String name) throws IOException {
    return Run.read(FIXTURES.resolve(name + ".json"));
  }
}
