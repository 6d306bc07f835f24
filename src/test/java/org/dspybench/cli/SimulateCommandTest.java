package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("simulate")
class SimulateCommandTest {

  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  @DisplayName("prints the plan, then one line and exit code 2, when its port is taken")
  void call_is2_whenThePortIsTaken() throws IOException {
    byte[] loopback = {127, 0, 0, 1};
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
      int code = run("--port", "" + taken.getLocalPort(), "--time-scale", "1/30", "--seed", "9");

      assertThat(code).isEqualTo(2);
      assertThat(err.toString().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("typical: "),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "planned latency at time scale 0.03333, seed 9:"
                              + " p50 69.4 ms, mean 72.7 ms, p95 106.1 ms, p99 148.0 ms"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "simulate: port %d of 127.0.0.1 is taken; choose another"
                              .formatted(taken.getLocalPort())));
    }
  }

  @Test
  @DisplayName("names the profiles there are, when asked for another")
  void call_is2_whenTheProfileIsUnknown() {
    assertThat(run("--profile", "tpyical")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("instant, constant");
  }

  @Test
  @DisplayName("says that there is no such file, when the profile looks like one")
  void call_is2_whenTheProfileFileIsMissing() {
    assertThat(run("--profile", "./mine.yaml")).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("simulate: ./mine.yaml: no such file");
  }

  @Test
  @DisplayName("wants a profile or a trace, not both")
  void call_is2_whenATraceAndAProfileAreGiven() {
    assertThat(run("--profile", "fast", "--replay", "monday.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("--replay takes the place of --profile").hasLineCount(1);
  }

  @Test
  @DisplayName("lists what the profiles plan, and prints their schema")
  void call_printsProfilesAndSchema() {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out, true));

    assertThat(command.execute("--list-profiles")).isZero();
    assertThat(out.toString()).contains("seed-doc", "3.40 s", "fault: rate-limit: share 0.3");
    assertThat(
            new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out, true))
                .execute("--schema"))
        .isZero();
    assertThat(out.toString()).contains("\"$schema\"");
  }

  @Test
  @DisplayName("says where a profile file is wrong")
  void call_is2_whenTheProfileFileIsWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), "{\n  \"latency\": 1\n}");

    assertThat(run("--profile", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("simulate: " + file + ":2:14: latency: must be an object");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0.5, 0.5", "1/30, 0.0333333", "3/2, 1.5"})
  @DisplayName("takes a number or a fraction as time scale")
  void timeScale_isANumberOrAFraction(String text, double scale) {
    assertThat(new TimeScale().convert(text)).isCloseTo(scale, within(1e-6));
  }

  @Test
  @DisplayName("shows examples in its help")
  void help_hasExamples() {
    assertThat(new CommandLine(new SimulateCommand()).getUsageMessage())
        .contains("Examples:", "--time-scale 1/40", "instant, constant, uniform");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
