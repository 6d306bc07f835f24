package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.dspybench.compare.history.MadeUpHistory;
import org.dspybench.compare.history.MadeUpHistory.Row;
import org.dspybench.report.json.JsonReport;
import org.dspybench.results.Fact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command compare --history")
class CompareHistoryTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Locale before = Locale.getDefault();

  @TempDir Path directory;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  @DisplayName("tells what became slower, since which run and by how much, and exits 0")
  void step_isTold_andIsNoFailure() throws IOException {
    new MadeUpHistory(directory).writeStep(30, 15);

    assertThat(run()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("History of 30 runs on Some CPU, 4 cores: from 2026-01-01 to 2026-01-30.")
        .contains("Benchmarks: 1. Changed: 1.")
        .contains(
            "Slower since run 16 (2026-01-16, commit c0ffe15, night-15.json): 1.096 [1.087, 1.104]")
        .containsPattern("\\| 16–30 *\\| 2026-01-16 *\\| c0ffe15 *\\| night-15.json *\\|");
  }

  @Test
  @DisplayName("says that runs are too few, and what was left out and why")
  void fewRuns_areShown_asTooFew() throws IOException {
    MadeUpHistory runs = new MadeUpHistory(directory);
    runs.writeStep(4, 2);
    runs.writeAlone("z.json", Row.of("a.B.c", 1));

    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("Too few runs to tell whether it changed: 4, and it takes 10.")
        .contains("Left out: z.json: no environment file stands beside it.");
  }

  @Test
  @DisplayName("has a chapter for each machine, named by what differs")
  void machines_areChapters() throws IOException {
    MadeUpHistory runs = new MadeUpHistory(directory);
    runs.write("a.json", 0, Row.of("a.B.c", 1));
    runs.write(
        "b.json", 1, MadeUpHistory.environment().with(Fact.JDK, "25.0.1"), Row.of("a.B.c", 1));

    assertThat(run()).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "History of one run on jdk 25.0.1, Some CPU, 4 cores",
            "History of one run on jdk 17.0.15, Some CPU, 4 cores");
  }

  @Test
  @DisplayName("writes the same bytes each time and in each locale, in three formats")
  void outputs_areTheSame_eachTime() throws IOException {
    new MadeUpHistory(directory).writeStep(12, 6);

    assertThat(outputs("one", Locale.US)).isEqualTo(outputs("other", Locale.forLanguageTag("ar")));
  }

  private String outputs(String name, Locale locale) throws IOException {
    Locale.setDefault(locale);
    Path folder = Files.createDirectory(directory.resolve(name));
    Path markdown = folder.resolve("h.md");
    Path html = folder.resolve("h.html");
    Path json = folder.resolve("h.json");
    assertThat(run("--markdown", markdown + "", "--html", html + "", "--json", json + "")).isZero();
    assertThat(out.toString()).isEmpty();
    return Files.readString(markdown) + Files.readString(html) + Files.readString(json);
  }

  @Test
  @DisplayName("keeps to the published schema, with the level of each run and each step")
  void json_keepsToTheSchema() throws IOException {
    new MadeUpHistory(directory).writeStep(12, 6);

    assertThat(run("--json", "-")).isZero();
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(JsonReport.schema())
                .validate(new JsonMapper().readTree(out.toString())))
        .isEmpty();
    assertThat(
            new JsonMapper().readTree(out.toString()).at("/chapters/0/sections/1/charts/0/series"))
        .extracting(curve -> curve.path("points").size())
        .containsExactly(12, 4);
  }

  @Test
  @DisplayName("exits 4 and says so where there is nothing to show")
  void nothing_isSaid() throws IOException {
    assertThat(run()).isEqualTo(4);
    new MadeUpHistory(directory).writeAlone("z.json", Row.of("a.B.c", 1));
    assertThat(run()).isEqualTo(4);

    assertThat(err.toString().lines())
        .containsExactly(
            "compare: " + directory + ": holds no result file (*.json); run the benchmarks first",
            "compare: "
                + directory
                + ": holds no run that can be shown; left out: z.json: no environment file stands"
                + " beside it");
  }

  @Test
  @DisplayName("exits 2 with one line for a broken file, a missing directory, and a file")
  void badInput_isRefused() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.json"), "[{");

    assertThat(run()).isEqualTo(2);
    assertThat(execute("compare", "--history", broken.toString())).isEqualTo(2);
    assertThat(execute("compare", "--history", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("broken.json: ends in the middle"),
            line -> assertThat(line).contains("--history needs a directory of results"),
            line -> assertThat(line).contains("none: no such file or directory"));
  }

  @Test
  @DisplayName("exits 2 with one line that names what does not go with it")
  void otherArguments_areRefused() throws IOException {
    new MadeUpHistory(directory).writeStep(2, 1);

    assertThat(run("base.json", "head.json", "--threshold", "5", "--junit", "x.xml")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "compare: --history shows one directory and judges nothing; leave out BASE, HEAD,"
                + " --threshold, --junit; --help shows what there is");
  }

  private int run(String... more) {
    return execute(
        Stream.concat(Stream.of("compare", "--history", directory.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine commands = Main.commands();
    return commands
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
