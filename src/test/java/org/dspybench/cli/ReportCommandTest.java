package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dspybench.report.markdown.CalibrationSection;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.results.calibration.Calibrations;
import org.dspybench.results.calibration.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

  private static final String DIRECTORY = "src/test/resources/org/dspybench/report";
  private static final String RESULTS = DIRECTORY + "/2026-01-31-0444175-full.json";
  private static final String MARKERS =
      "# A\n\n<!-- dspybench:begin report -->\n<!-- dspybench:end report -->\n";

  private static final String CALIBRATION_MARKERS =
      "<!-- dspybench:begin calibration -->\n<!-- dspybench:end calibration -->\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @Test
  void report_printsTheTables() {
    assertThat(run(RESULTS)).isZero();
    assertThat(out.toString()).contains("### BatchSpeedupBenchmark, transport java");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void report_takesTheNewest_ofADirectory() throws IOException {
    Path older = directory.resolve("2026-01-30-0000000-full.json");
    Files.copy(Path.of(RESULTS), older);
    Files.copy(Path.of(RESULTS), directory.resolve("2026-01-31-0444175-full.json"));

    assertThat(run(directory.toString())).isZero();
    assertThat(out.toString()).contains("Measured in 2026-01-31-0444175-full.json");
  }

  @Test
  void markdown_writesAFile_andNothingToTheScreen() {
    Path file = directory.resolve("report.md");

    assertThat(run(RESULTS, "--markdown", file.toString())).isZero();
    assertThat(file).content().contains("### Controls");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void update_thenCheck_isUpToDate() throws IOException {
    Path readme = Files.writeString(directory.resolve("README.md"), MARKERS);

    assertThat(run(RESULTS, "--update", readme.toString())).isZero();
    assertThat(readme).content().startsWith("# A\n").contains("### Controls");
    assertThat(run(RESULTS, "--update", readme.toString(), "--check")).isZero();
  }

  @Test
  void update_alsoPutsInTheCalibrationOfTheRunsMachine_whereItHasAPlace() throws IOException {
    Path results = directory.resolve("2026-01-31-0444175-full.json");
    Files.copy(Path.of(RESULTS), results);
    Files.copy(
        Path.of(DIRECTORY, "2026-01-31-0444175-full.env.json"),
        directory.resolve("2026-01-31-0444175-full.env.json"));
    Path readme = Files.writeString(directory.resolve("README.md"), MARKERS + CALIBRATION_MARKERS);

    assertThat(run(directory.toString(), "--update", readme.toString())).isZero();
    assertThat(readme).content().contains(CalibrationSection.NONE);

    Machine machine = new Machine("Intel(R) Xeon(R) CPU @ 2.20GHz", 2, "17.0.15");
    new CalibrationDirectory(directory)
        .add(Calibrations.at("2026-01-30T18:00:00Z", 3_100, machine));

    assertThat(run(directory.toString(), "--update", readme.toString(), "--check")).isEqualTo(1);
    assertThat(run(directory.toString(), "--update", readme.toString())).isZero();
    assertThat(readme).content().contains("Highest rate: 3,100 requests/s");
  }

  @Test
  void check_exits1AndWritesNothing_whereTheDocumentIsOutOfDate() throws IOException {
    Path readme = Files.writeString(directory.resolve("README.md"), MARKERS);

    assertThat(run(RESULTS, "--update", readme.toString(), "--check")).isEqualTo(1);
    assertThat(readme).content().isEqualTo(MARKERS);
    assertThat(err.toString()).contains("README.md is out of date").hasLineCount(1);
  }

  @Test
  void check_exits1_whereTheReportIsNotThere() {
    Path file = directory.resolve("report.md");

    assertThat(run(RESULTS, "--markdown", file.toString(), "--check")).isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void check_isWrongUsage_withNothingToCheck() {
    assertThat(run(RESULTS, "--check")).isEqualTo(2);
    assertThat(err.toString()).contains("--check needs a file to check");
  }

  @Test
  void update_namesTheMarkerThatIsMissing() throws IOException {
    Path readme = Files.writeString(directory.resolve("README.md"), "# A\n");

    assertThat(run(RESULTS, "--update", readme.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "report: "
                + readme
                + ": the line '<!-- dspybench:begin report -->' must stand in it once, not 0"
                + " times");
    assertThat(readme).content().isEqualTo("# A\n");
  }

  @Test
  void badInput_exits2WithOneLine() throws IOException {
    Path notUtf8 = Files.write(directory.resolve("a.md"), new byte[] {(byte) 0xff});
    String[][] commands = {
      {directory.resolve("none.json").toString()},
      {directory.toString()},
      {RESULTS, "--update", directory.resolve("none.md").toString()},
      {RESULTS, "--update", notUtf8.toString()},
      {RESULTS, "--markdown", directory.resolve("none/report.md").toString()},
    };
    for (String[] command : commands) {
      err.getBuffer().setLength(0);
      assertThat(run(command)).as(String.join(" ", command)).isEqualTo(2);
      assertThat(err.toString()).startsWith("report: " + directory).hasLineCount(1);
    }
  }

  @Test
  void outputs_areWrittenTogether() {
    Path json = directory.resolve("report.json");
    Path csv = directory.resolve("values.csv");
    Path html = directory.resolve("report.html");

    assertThat(
            run(
                RESULTS,
                "--json",
                json.toString(),
                "--csv",
                csv.toString(),
                "--html",
                html.toString()))
        .isZero();
    assertThat(json).content().contains("\"kind\" : \"speedup\"");
    assertThat(csv).content().startsWith("file,benchmark,mode,threads,param.batchSize,");
    assertThat(html).content().contains("<!DOCTYPE html>");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void check_comparesEveryOutput() throws IOException {
    Path json = directory.resolve("report.json");
    Path csv = directory.resolve("values.csv");
    String[] command = {RESULTS, "--json", json.toString(), "--csv", csv.toString()};
    String[] checking = {RESULTS, "--json", json.toString(), "--csv", csv.toString(), "--check"};

    assertThat(run(command)).isZero();
    assertThat(run(checking)).isZero();

    Files.writeString(csv, "more", StandardOpenOption.APPEND);
    assertThat(run(checking)).isEqualTo(1);
    assertThat(err.toString()).contains("values.csv is out of date").hasLineCount(1);
  }

  @Test
  void dash_isTheScreen() {
    assertThat(run(RESULTS, "--csv", "-")).isZero();
    assertThat(out.toString()).startsWith("file,benchmark,");
  }

  @Test
  void dash_isWrongUsage_forTwoOutputs_orWithCheck() {
    assertThat(run(RESULTS, "--csv", "-", "--json", "-")).isEqualTo(2);
    assertThat(run(RESULTS, "--csv", "-", "--check")).isEqualTo(2);
  }

  @Test
  void schema_needsNoFile() {
    assertThat(run("--schema")).isZero();
    assertThat(out.toString()).startsWith("{").contains("https://json-schema.org/draft/2020-12");
  }

  @Test
  void withoutAFile_isWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("FILE");
  }

  @Test
  void update_rendersSectionsOfOneKind_andNothingElse() throws IOException {
    Path document =
        Files.writeString(
            directory.resolve("guide.md"),
            """
            <!-- dspybench:begin report:ceiling -->
            <!-- dspybench:end report:ceiling -->
            between
            <!-- dspybench:begin report:control -->
            <!-- dspybench:end report:control -->
            """);

    assertThat(run(RESULTS, "--update", document.toString())).isZero();
    assertThat(document)
        .content()
        .containsSubsequence(
            "### TransportBenchmark.batch", "Measured in", "between", "### Controls")
        .doesNotContain("BatchSpeedupBenchmark");
  }

  @Test
  void update_saysSo_whereAKindWasNotMeasured() throws IOException {
    Path document = marked("report:peers");

    assertThat(run(RESULTS, "--update", document.toString())).isZero();
    assertThat(document).content().contains("Not measured by the runs that are kept here.");
  }

  @Test
  void update_namesTheKinds_whereThereIsNoneLikeTheOneAskedFor() throws IOException {
    Path document = marked("report:piers");

    assertThat(run(RESULTS, "--update", document.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("no kind of section 'piers'", "speedup, ladder, ceiling")
        .hasLineCount(1);
  }

  private Path marked(String part) throws IOException {
    return Files.writeString(
        directory.resolve("guide.md"),
        "<!-- dspybench:begin " + part + " -->\n<!-- dspybench:end " + part + " -->\n");
  }

  @Test
  void help_showsExamplesAndTheMarkers() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "report jmh-results --update README.md --check")
        .contains("<!-- dspybench:begin report -->");
  }

  private int run(String... args) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
