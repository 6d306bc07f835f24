package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dspybench.cli.Jar.Result;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("java -jar benchmarks.jar")
@Tag("slow")
class JarIT {

  private static final String[] SMALLEST = {
    "BatchSpeedup",
    "-p",
    "workers=2",
    "-p",
    "transport=java",
    "-p",
    "timeScale=0.003",
    "-f",
    "1",
    "-wi",
    "0",
    "-i",
    "1"
  };

  @TempDir private Path folder;

  private Result run(String... args) throws IOException, InterruptedException {
    return Jar.run(folder, args);
  }

  private static String[] smallest(String... more) {
    return Stream.concat(Stream.of(SMALLEST), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void list_isJmhs() throws Exception {
    assertThat(run("-l").out())
        .startsWith("Benchmarks:")
        .contains("org.dspybench.benchmarks.BatchSpeedupBenchmark.sequential");
    assertThat(run("-lp").out()).contains("param \"batchSize\" = {10, 50, 100, 200}");
    assertThat(run("-h").out()).contains("Usage: java -jar");
    assertThat(run("--help").out()).contains("Examples:", "java -jar benchmarks.jar report --help");
  }

  @Test
  void jmhOptions_areObeyed_andTheResultGetsItsEnvironment() throws Exception {
    Result result =
        run(smallest("-p", "batchSize=4", "-rf", "json", "-rff", "x.json", "-prof", "gc"));

    assertThat(result.err()).startsWith("not calibrated: ").hasLineCount(1);
    assertThat(result.exitCode()).isZero();
    List<ResultRow> rows = ResultFile.read(folder.resolve("x.json")).rows();
    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.secondary().keySet())
                    .contains("latency.p99", "cpu.per.prediction", "rss", "gc.count"));
    Environment environment = Environment.readBeside(folder.resolve("x.json")).orElseThrow();
    assertThat(environment.fact(Fact.DSPY)).isPresent();
    assertThat(environment.fact(Fact.SEED)).contains("42");
    assertThat(environment.question("BatchSpeedupBenchmark"))
        .contains("What does a batch gain from W workers?");
  }

  @Test
  @DisplayName(
      "a benchmark that throws, which JMH leaves out in silence, is named, with exit code 1")
  void failingBenchmark_isNamed() throws Exception {
    Result result = run(smallest("-p", "batchSize=40", "-p", "profile=flaky"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("BatchSpeedupBenchmark.sequential", "no result");
  }

  @Test
  void mistakes_areOneLine_withExitCode2() throws Exception {
    assertMistake("no benchmark matches", "NoSuchBenchmark");
    assertMistake("nonsense", "--nonsense");
    assertMistake("there is no preset 'thorough'", "run", "--preset", "thorough");
    assertMistake("Unknown option", "run", "--nonsense");
    assertMistake("names /nowhere", "run", "--python", "/nowhere");
    assertMistake("no benchmark has a parameter 'worker'", "run", "-p", "worker=3");
    assertMistake("no such file", "report", "nothing.json");
    assertMistake("no such file", "pairs", "nothing.jar", "nothing.jar", "--out", "pairs");
  }

  @Test
  @DisplayName("pairs launches two builds side by side, and compare finds that they are the same")
  void pairs_areJudgedByCompare() throws Exception {
    String jar = System.getProperty("benchmarks.jar");
    String[] measure = {
      "pairs", jar, jar, "--out", "pairs", "--rounds", "2", "--only", "emptyProgram.*workers=1[,}]"
    };
    Result measured = run(measure);

    assertThat(measured.err()).contains("round 2 of 2, 2 of 2 pairs", "emptyProgram");
    assertThat(measured.exitCode()).isZero();
    for (String side : List.of("base", "head")) {
      Path file = folder.resolve("pairs/" + side + ".json");
      assertThat(ResultFile.read(file).rows())
          .singleElement()
          .satisfies(row -> assertThat(row.primary().forks()).hasSize(2));
    }
    Result judged = run("compare", "pairs/base.json", "pairs/head.json");
    assertThat(judged.err()).isEmpty();
    assertThat(judged.exitCode()).isZero();
    assertThat(judged.out()).contains("Measured in pairs of launches", "emptyProgram");
    assertThat(run(measure).err()).contains("go on with --resume");
  }

  private void assertMistake(String words, String... args) throws Exception {
    Result result = run(args);
    assertThat(result.err()).contains(words).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void doctor_provesThatPythonRuns() throws Exception {
    Result result = run("doctor");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("dspy", "jep (native part)", "All is well");
  }

  @Test
  void doctor_saysWhatIsWrong() throws Exception {
    Result result = run("doctor", "--python", "/nowhere");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("WRONG  --python names /nowhere", "scripts/bench");
  }

  @Test
  @DisplayName(
      "the smoke preset runs every benchmark; each proves its counts, or its row would be missing")
  void smokePreset_runsEveryBenchmark() throws Exception {
    Result result = run("run", "--smoke");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("| batch size | workers |", "TransportBenchmark");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.resolve("jmh-results"))) {
      files = all.filter(file -> !file.toString().endsWith(".env.json")).toList();
    }
    assertThat(files).singleElement().asString().endsWith("-smoke.json");
    assertThat(ResultFile.read(files.get(0)).rows()).hasSize(22);
  }

  @Test
  @DisplayName("Ctrl-C leaves no child process and no file")
  void interrupt_leavesNothingBehind() throws Exception {
    Process process =
        Jar.start(folder, "BatchSpeedup", "-p", "transport=java", "-rf", "json", "-rff", "x.json");
    waitFor(() -> process.descendants().count() >= 2);
    List<ProcessHandle> children = process.descendants().toList();

    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    waitFor(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder.resolve("x.json")).doesNotExist();
    assertThat(folder.resolve("x.env.json")).doesNotExist();
  }

  @Test
  @DisplayName("Ctrl-C in the middle of a run keeps what is measured, says where, and ends all")
  void interruptedRun_keepsWhatIsMeasured() throws Exception {
    Process process = Jar.start(folder, "run", "--smoke", "-p", "transport=java");
    Path results = folder.resolve("jmh-results");
    waitFor(() -> endsWith(results, ".partial.env.json") && process.descendants().count() >= 2);
    List<ProcessHandle> children = process.descendants().toList();

    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    waitFor(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    Path kept;
    try (Stream<Path> files = Files.list(results)) {
      kept =
          files.filter(file -> file.toString().endsWith(".partial.json")).findAny().orElseThrow();
    }
    assertThat(Jar.result(process, folder).err())
        .contains("run: round 1 of 1, 2 of ")
        .endsWith(
            "run: interrupted; what was measured is kept in " + folder.relativize(kept) + "\n")
        .doesNotContain("failed", "Exception");
    assertThat(ResultFile.read(kept).rows()).isNotEmpty();
    assertThat(run("report", "jmh-results").exitCode()).isEqualTo(2);
  }

  private static boolean endsWith(Path directory, String end) {
    String[] names = directory.toFile().list((folder, name) -> name.endsWith(end));
    return names != null && names.length > 0;
  }

  private static void waitFor(java.util.function.BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
