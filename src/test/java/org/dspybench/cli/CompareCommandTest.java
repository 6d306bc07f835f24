package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("The command compare")
class CompareCommandTest {

  private static final int FORKS = 10;

  private final Random random = new Random(20_261_123);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @Test
  @DisplayName("exits 1 and names the benchmark that became a fifth slower, and no other")
  void slower_isRed() throws IOException {
    Path base =
        write("base.json", entry("a.B.slow", "us/op", 1.0), entry("a.B.same", "us/op", 1.0));
    Path head =
        write("head.json", entry("a.B.slow", "us/op", 1.2), entry("a.B.same", "us/op", 1.0));

    assertThat(run(base, head)).isEqualTo(1);
    assertThat(out.toString()).contains("Regressed: 1: a.B.slow.").contains("are no pairs");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ops/ms, 0.8, 1", "ops/ms, 1.25, 0", "us/op, 0.8, 0"})
  @DisplayName("knows that throughput is better when it is higher")
  void direction_followsTheUnit(String unit, double factor, int exitCode) throws IOException {
    Path base = write("base.json", entry("a.B.c", unit, 1));
    Path head = write("head.json", entry("a.B.c", unit, factor));

    assertThat(run(base, head)).isEqualTo(exitCode);
  }

  @Test
  @DisplayName("is fine, and says how little it could have seen, where nothing changed")
  void nothingChanged_isFine() throws IOException {
    Path base = write("base.json", entry("a.B.c", "us/op", 1));
    Path head = write("head.json", entry("a.B.c", "us/op", 1));

    assertThat(run(base, head)).isZero();
    assertThat(out.toString()).contains("could have seen").contains("no material change");
  }

  @Test
  @DisplayName("exits 5 with --strict, and 0 without, where launches are too few to tell")
  void inconclusive_isRed_onlyWithStrict() throws IOException {
    Path base = write("base.json", entry(1, "a.B.c", "us/op", 1));
    Path head = write("head.json", entry(1, "a.B.c", "us/op", 1.5));

    assertThat(run(base, head)).isZero();
    assertThat(run(base, head, "--strict")).isEqualTo(5);
    assertThat(out.toString()).contains("inconclusive");
  }

  @Test
  @DisplayName("exits 4 and names a benchmark that head lacks, and only tells of a new one")
  void gone_isIncomplete() throws IOException {
    Path base = write("base.json", entry("a.B.c", "us/op", 1), entry("a.B.gone", "us/op", 1));
    Path head = write("head.json", entry("a.B.c", "us/op", 1), entry("a.B.fresh", "us/op", 1));

    assertThat(run(base, head)).isEqualTo(4);
    assertThat(out.toString())
        .contains("Incomplete: a.B.gone: not measured on head.")
        .contains("New, and compared with nothing: a.B.fresh.");
  }

  @Test
  @DisplayName("writes its report before it decides on the exit code, in three formats")
  void outputs_areWritten_alsoWhenRed() throws IOException {
    Path base = write("base.json", entry("a.B.<c>", "us/op", 1));
    Path head = write("head.json", entry("a.B.<c>", "us/op", 2));

    int exitCode =
        run(base, head, "--markdown", at("c.md"), "--html", at("c.html"), "--json", at("c.json"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(directory.resolve("c.md")).content().contains("a.B.&lt;c&gt;");
    assertThat(directory.resolve("c.html")).content().doesNotContain("a.B.<c>");
    assertThat(directory.resolve("c.json")).content().contains("\"costOfHead\"");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  @DisplayName("compares pair by pair where both sides were measured so: a drift of both cancels")
  void pairs_cancelWhatBothMet() throws IOException {
    Path base = write("base.json", drifting("a.B.c", 1));
    Path head = write("head.json", drifting("a.B.c", 1.05));

    assertThat(run(base, head)).isZero();
    assertThat(out.toString()).contains("are no pairs").contains("inconclusive");
    for (String side : new String[] {"base", "head"}) {
      Files.writeString(
          directory.resolve(side + ".env.json"),
          "{\"pairing\": \"seed 1, now\", \"commit\": \"" + side + "123\"}");
    }
    assertThat(run(base, head, "--junit", at("c.xml"))).isEqualTo(1);
    assertThat(directory.resolve("c.xml"))
        .content()
        .contains("<failure", "head.json (commit head123) against base.json (commit base123)");
  }

  /** Launches that take from 100 to 190 us on both sides. */
  private String drifting(String benchmark, double factor) {
    String raw =
        IntStream.range(0, FORKS)
            .mapToObj(fork -> "[" + value(factor * (1 + 0.1 * fork)) + "]")
            .collect(Collectors.joining(",", "[", "]"));
    return ("{\"benchmark\":\"%s\",\"mode\":\"avgt\",\"threads\":1,\"forks\":%d,"
            + "\"measurementIterations\":1,\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"us/op\","
            + "\"rawData\":%s},\"secondaryMetrics\":{}}")
        .formatted(benchmark, FORKS, raw);
  }

  @Test
  @DisplayName("tells the times of head as github-action-benchmark reads them, rates as times too")
  void smallerIsBetter_holdsTimes() throws IOException {
    Path base = write("base.json", entry("a.B.c", "us/op", 1), entry("a.B.r", "ops/ms", 1));
    Path head = write("head.json", entry("a.B.c", "us/op", 1), entry("a.B.r", "ops/ms", 1));

    run(base, head, "--smaller-is-better", at("times.json"));

    JsonNode entries = new JsonMapper().readTree(directory.resolve("times.json").toFile());
    assertThat(entries).hasSize(2);
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.required("unit").asText()).isEqualTo("ms/op"));
    assertThat(entries.get(0).required("name").asText()).isEqualTo("a.B.c");
    assertThat(entries.get(0).required("value").asDouble()).isCloseTo(0.1, withinPercentage(1));
    assertThat(entries.get(1).required("value").asDouble()).isCloseTo(0.01, withinPercentage(1));
    assertThat(entries.get(1).required("range").asText()).startsWith("± ");
  }

  @Test
  @DisplayName("takes the forks of several files of a side together, by options or by directory")
  void severalFiles_areOneSide() throws IOException {
    Path base = Files.createDirectory(directory.resolve("base"));
    Path head = Files.createDirectory(directory.resolve("head"));
    for (int i = 0; i < 3; i++) {
      write("base/" + i + ".json", entry(2, "a.B.c", "us/op", 1));
      write("head/" + i + ".json", entry(2, "a.B.c", "us/op", 1.2));
    }

    assertThat(run(base, head)).isEqualTo(1);
    assertThat(out.toString()).contains("Base: 0.json and 2 more.");
    assertThat(
            execute(
                "compare",
                "--base",
                at("base/0.json"),
                "--base",
                at("base/1.json"),
                "--head",
                at("head/0.json"),
                "--head",
                at("head/1.json")))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("exits 2 where a side is named twice, not at all, or has no results")
  void sides_mustBeNamedOnce() throws IOException {
    Path base = write("base.json", entry("a.B.c", "us/op", 1));

    assertThat(execute("compare", base.toString())).isEqualTo(2);
    assertThat(execute("compare", base.toString(), base.toString(), "--head", base.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("there is no HEAD").contains("there is more than one HEAD");
    assertThat(run(base, Files.createDirectory(directory.resolve("none")))).isEqualTo(2);
    assertThat(err.toString()).contains("none: holds no file of results");
  }

  @Test
  @DisplayName("exits 1 where head allocates or asks more, though it takes no longer")
  void counts_areGatedToo() throws IOException {
    Path base =
        write("base.json", counted("a.B.more", 1_000_000, 10), counted("a.B.same", 5_000, 20));
    Path head =
        write("head.json", counted("a.B.more", 1_020_000, 20), counted("a.B.same", 5_000, 20));

    assertThat(run(base, head)).isEqualTo(1);
    assertThat(out.toString())
        .contains("Regressed: 2: a.B.more: bytes allocated; a.B.more: LM calls.");
  }

  @Test
  @DisplayName("exits 4 where head does not count what base did")
  void countThatIsGone_isIncomplete() throws IOException {
    Path base = write("base.json", counted("a.B.c", 1_000, 10));
    Path head = write("head.json", entry("a.B.c", "us/op", 1));

    assertThat(run(base, head)).isEqualTo(4);
    assertThat(out.toString())
        .contains("Incomplete: a.B.c: bytes allocated not counted on head.")
        .contains("Incomplete: a.B.c: LM calls not counted on head.");
  }

  /** A row that took 100 us, with the older JMH's dot before what its profiler counted. */
  private String counted(String benchmark, int bytes, int calls) {
    return entry(benchmark, "us/op", 1)
        .replace(
            "\"secondaryMetrics\":{}",
            "\"secondaryMetrics\":{%s,%s,%s}"
                .formatted(
                    metric("·gc.alloc.rate.norm", "B/op", bytes),
                    metric("lm.calls", "calls", calls),
                    metric("lm.bytes", "bytes", 0)));
  }

  private String metric(String name, String unit, double value) {
    String raw =
        IntStream.range(0, FORKS)
            .mapToObj(fork -> "[%s,%s]".formatted(value, value))
            .collect(Collectors.joining(",", "[", "]"));
    return "\"%s\":{\"score\":1,\"scoreUnit\":\"%s\",\"rawData\":%s}".formatted(name, unit, raw);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private int run(Path base, Path head, String... more) {
    String[] arguments =
        Arrays.copyOf(new String[] {"compare", base.toString(), head.toString()}, 3 + more.length);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    CommandLine commands = Main.commands();
    return commands
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path write(String name, String... entries) throws IOException {
    return Files.writeString(directory.resolve(name), "[" + String.join(",", entries) + "]");
  }

  private String entry(String benchmark, String unit, double factor) {
    return entry(FORKS, benchmark, unit, factor);
  }

  /** As JMH writes it, with launches that differ by a thousandth or two. */
  private String entry(int forks, String benchmark, String unit, double factor) {
    String raw =
        IntStream.range(0, forks)
            .mapToObj(fork -> "[" + value(factor) + "," + value(factor) + "]")
            .collect(Collectors.joining(",", "[", "]"));
    return ("{\"benchmark\":\"%s\",\"mode\":\"%s\",\"threads\":1,\"forks\":%d,"
            + "\"measurementIterations\":2,\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"%s\","
            + "\"rawData\":%s},\"secondaryMetrics\":{}}")
        .formatted(benchmark, unit.startsWith("ops") ? "thrpt" : "avgt", forks, unit, raw);
  }

  private String value(double factor) {
    return Double.isNaN(factor)
        ? "\"NaN\""
        : String.format(Locale.ROOT, "%.6f", 100 * factor * (1 + 0.001 * random.nextGaussian()));
  }
}
