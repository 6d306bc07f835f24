package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.ResultName;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.results.calibration.Calibrations;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class RunRecordTest {

  private static final Calibration CALIBRATION = Calibrations.at("2026-11-23T20:00:00Z", 5_432.1);

  @TempDir private Path folder;

  private static final RunIdentity IDENTITY =
      new RunIdentity(
          Instant.parse("2026-11-23T23:30:00Z"),
          Optional.of("quick"),
          Optional.of(new BuildCommit("0123abc", false)),
          Optional.empty());

  private static RunRecord record(String... timeScales) {
    return new RunRecord(
        Plan.of(
            new OptionsBuilder()
                .include("BatchSpeedupBenchmark.sequential")
                .param("transport", "java")
                .param("batchSize", "4")
                .param("timeScale", timeScales)
                .build()),
        IDENTITY,
        new PythonEnvironment(
            Path.of("/env/bin/python"),
            "3.13.0",
            false,
            Map.of("dspy", "3.4.1"),
            Path.of("/env/libjep.so")),
        Optional.empty(),
        Optional.of(CALIBRATION));
  }

  @Test
  void name_isOfDayCommitAndPreset_andNeverTaken() throws IOException {
    ResultName first = IDENTITY.nameIn(folder);

    assertThat(first.stem()).matches("2026-11-23-0123abc-quick");
    for (Path taken : List.of(first.complete(), first.partial(), first.failed())) {
      Files.createFile(taken);
      assertThat(IDENTITY.nameIn(folder).stem()).isEqualTo(first.stem() + "-2");
      Files.delete(taken);
    }
  }

  @Test
  void write_putsTheEnvironmentBesideTheResults() throws IOException {
    Path file = folder.resolve("new/x.json");

    record("1").write(List.of(), ResultFormatType.JSON, file);

    Environment environment = Environment.readBeside(file).orElseThrow();
    assertThat(environment.fact(Fact.DSPY)).contains("3.4.1");
    assertThat(environment.fact(Fact.LITELLM)).isEmpty();
    assertThat(environment.fact(Fact.TIME_SCALE)).contains("1");
    assertThat(environment.fact(Fact.PRESET)).contains("quick");
    assertThat(environment.fact(Fact.PROFILE_HASHES))
        .contains("typical " + SimulatorProfile.named("typical").hash());
    assertThat(environment.fact(Fact.HIGHEST_RATE)).contains("5432");
    assertThat(environment.fact(Fact.CALIBRATED_AT)).contains("2026-11-23T20:00:00Z");
  }

  @Test
  void environment_namesNoTimeScale_whenRowsDiffer() throws IOException {
    Path file = folder.resolve("x.json");

    record("1", "2").write(List.of(), ResultFormatType.JSON, file);

    assertThat(Environment.readBeside(file).orElseThrow().fact(Fact.TIME_SCALE)).isEmpty();
  }

  @Test
  void missing_isEverythingPlanned_whenNothingCameBack() throws IOException {
    assertThat(record("1").missing(List.of()))
        .singleElement()
        .asString()
        .contains("BatchSpeedupBenchmark.sequential", "no result");
  }

  @Test
  void redacted_hidesTheValuesOfSecretArguments() {
    assertThat(
            RunRecord.redacted(
                "[\"-Dmy.apiKey=abc\", \"-DTOKEN=x y\", \"-Xmx1g\", \"-Dplain=seen\"]"))
        .isEqualTo(
            "[\"-Dmy.apiKey=(redacted)\", \"-DTOKEN=(redacted)\", \"-Xmx1g\", \"-Dplain=seen\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"--password=abc\"                    | \"--password=(redacted)\"",
        "\"--api-key\", \"abc\", \"-Xmx1g\"    | \"--api-key\", \"(redacted)\", \"-Xmx1g\"",
        "\"-Dx.apiKey=a\\\"bc\", \"-Xmx1g\"     | \"-Dx.apiKey=(redacted)\", \"-Xmx1g\"",
        "\"OPENAI_API_KEY=sk-abc\"             | \"OPENAI_API_KEY=(redacted)\"",
        "\"-Dmodel=sk-abcdefghij\"             | \"-Dmodel=(redacted)\"",
        "\"-Dh=Bearer abc\"                    | \"-Dh=Bearer (redacted)\"",
        "\"-Dproxy=http://me:abc@127.0.0.1/\"  | \"-Dproxy=http://me:(redacted)@127.0.0.1/\"",
        "{\"apiKey\" : \"abc\", \"n\" : \"1\"}     | {\"apiKey\" : \"(redacted)\", \"n\" : \"1\"}",
        "{\"keySize\" : \"256\", \"tokens\" : \"9\"} | {\"keySize\" : \"256\", \"tokens\" : \"9\"}",
        "{\"batchSize\" : \"10\"}                | {\"batchSize\" : \"10\"}",
      })
  void redacted_hidesASecret_howeverItIsGiven(String json, String redacted) {
    assertThat(RunRecord.redacted(json)).isEqualTo(redacted);
  }

  @Test
  void redacted_hidesPathsOfThisMachine() {
    assertThat(
            RunRecord.redacted(
                "{\"jvm\" : \"/opt/jdk/bin/java\", \"jvmArgs\" : [\"-Ddspybench.python=/env/bin/python\","
                    + " \"-Ddspybench.simulator=http://127.0.0.1:1/v1\"], \"jdkVersion\" : \"17\"}"))
        .isEqualTo(
            "{\"jvm\" : \"(redacted)\", \"jvmArgs\" : [\"-Ddspybench.python=(redacted)\","
                + " \"-Ddspybench.simulator=(redacted)\"], \"jdkVersion\" : \"17\"}");
  }
}
