package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

  @TempDir Path directory;

  @Test
  void write_andRead_giveTheSame() throws IOException {
    Environment environment =
        Environment.ofThisMachine()
            .with(Fact.COMMIT, "0444175")
            .with(Fact.DIRTY, "true")
            .with(Fact.SEED, "42")
            .with(Fact.TIME_SCALE, "0.0333")
            .withQuestions(Map.of("BatchSpeedupBenchmark", "What does a batch gain?"));
    Path file = directory.resolve("x.env.json");

    environment.write(file);

    assertThat(Environment.read(file)).isEqualTo(environment);
    assertThat(Environment.readBeside(directory.resolve("x.json"))).contains(environment);
  }

  @Test
  void write_listsWhatIsMissing_andWritesNumbersAsNumbers() throws IOException {
    Path file = directory.resolve("x.env.json");

    Environment.unknown().with(Fact.CORES, "2").with(Fact.DIRTY, "false").write(file);

    assertThat(file)
        .content()
        .contains("\"cores\" : 2,")
        .contains("\"dirty\" : false,")
        .contains("\"missing\" : [ \"commit\", \"startedAt\", \"preset\", \"jdk\",")
        .doesNotContain("\"python\" :");
  }

  @Test
  void ofThisMachine_findsWhatJavaCanSee_andNothingElse() {
    Environment environment = Environment.ofThisMachine();

    assertThat(environment.fact(Fact.JDK)).contains(System.getProperty("java.version"));
    assertThat(environment.fact(Fact.CORES))
        .contains(String.valueOf(Runtime.getRuntime().availableProcessors()));
    assertThat(environment.missing()).contains(Fact.COMMIT, Fact.PYTHON, Fact.SEED);
  }

  @Test
  void gather_takesTheFirstModelName_andLeavesItOutWhereThereIsNone() throws IOException {
    Path cpuinfo = directory.resolve("cpuinfo");
    Files.writeString(cpuinfo, "processor\t: 0\nmodel name\t: Xeon @ 2.20GHz\nmodel name\t: b\n");

    assertThat(MachineFacts.gather(cpuinfo)).containsEntry(Fact.CPU_MODEL, "Xeon @ 2.20GHz");
    assertThat(MachineFacts.gather(directory.resolve("none"))).doesNotContainKey(Fact.CPU_MODEL);
  }

  @Test
  void with_refusesAFactThatIsMadeUp() {
    assertThatThrownBy(() -> Environment.unknown().with(Fact.PYTHON, " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Environment.unknown().with(Fact.CORES, "many"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_passesOverNullAndFieldsOfNewerVersions() throws IOException {
    Path file = Files.writeString(directory.resolve("x.env.json"), "{\"dspy\":null,\"new\":1}");
    assertThat(Environment.read(file)).isEqualTo(Environment.unknown());
  }

  @Test
  void read_refusesInOneLine_whatIsNoEnvironment() throws IOException {
    Path array = Files.writeString(directory.resolve("a.env.json"), "[]");
    Path wrong = Files.writeString(directory.resolve("b.env.json"), "{\"cores\":\"many\"}");

    assertThatThrownBy(() -> Environment.read(array))
        .isInstanceOf(ResultFileException.class)
        .hasMessageContaining("a.env.json: is no environment file");
    assertThatThrownBy(() -> Environment.read(wrong))
        .isInstanceOf(ResultFileException.class)
        .hasMessageContaining("b.env.json: cores is not what it should be");
  }

  @Test
  void readBeside_isAbsent_withoutAFile() throws IOException {
    assertThat(Environment.readBeside(directory.resolve("x.json"))).isEmpty();
  }
}
