package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@DisplayName("A report on a file that JMH 1.19 to 1.37 wrote for another project")
class ForeignReportTest {

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/jmh"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @DisplayName("names its benchmark, or is refused in one line")
  @ParameterizedTest
  @MethodSource("files")
  void report_rendersOrRefusesInOneLine(Path file) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine report =
        new CommandLine(new ReportCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    int exit = report.execute(file.toString());

    if (exit == 0) {
      assertThat(out.toString()).containsPattern("(Plain.allocate|WithParams.copy|asymmetric)");
      assertThat(err.toString()).isEmpty();
    } else {
      assertThat(exit).isEqualTo(2);
      assertThat(err.toString().strip()).startsWith("report: " + file + ": ").hasLineCount(1);
    }
  }
}
