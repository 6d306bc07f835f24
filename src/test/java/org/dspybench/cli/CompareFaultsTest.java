package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Base is sound; head is base with one thing wrong, or other. */
@DisplayName("The command compare, given")
class CompareFaultsTest {

  private static final int FINE = 0;
  private static final int REGRESSED = 1;
  private static final int UNUSABLE = 2;
  private static final int NOT_COMPARABLE = 3;
  private static final int INCOMPLETE = 4;
  private static final int INCONCLUSIVE = 5;

  private static final String WORKLOAD = "workload.hash";
  private static final ForeignRow SOUND = new ForeignRow("a.B.c");

  /** What is wrong, in words; the exit code; a line that says so, on the screen or stderr. */
  private record Fault(String what, List<String> base, String head, int exitCode, String line) {

    private static Fault of(String what, String head, int exitCode, String line) {
      return new Fault(what, List.of(), head, exitCode, line);
    }

    /** Base has something, too, that head differs from. */
    private Fault against(ForeignRow... rows) {
      return new Fault(what, Stream.of(rows).map(Object::toString).toList(), head, exitCode, line);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static String file(ForeignRow... rows) {
    return Stream.of(rows).map(Object::toString).toList().toString();
  }

  /** Those that a file by itself has. */
  static Stream<Fault> files() {
    String whole = file(SOUND);
    return Stream.of(
        Fault.of("the same twice", whole, FINE, "no material change"),
        Fault.of(
            "an empty file, as JMH leaves when it crashes",
            "",
            INCOMPLETE,
            "head.json: is empty: JMH was ended before it wrote its results; run it again"),
        Fault.of(
            "[], as JMH leaves when its only benchmark crashes",
            "[]",
            INCOMPLETE,
            "head.json: holds no result: each benchmark failed"),
        Fault.of(
            "a file that ends in the middle",
            whole.substring(0, whole.length() / 2),
            INCOMPLETE,
            "head.json: ends in the middle: whoever wrote it was interrupted"),
        Fault.of(
            "a file that ends in a number",
            whole.substring(0, whole.indexOf(".", whole.indexOf("rawData")) + 1),
            INCOMPLETE,
            "head.json: ends in the middle"),
        Fault.of("no JSON", "no json", UNUSABLE, "head.json: is no valid JSON at line 1, column"),
        Fault.of(
            "JSON of something else",
            "{\"a\": 1}",
            UNUSABLE,
            "head.json: is not a JMH result file (its top level is no array)"),
        Fault.of(
            "an entry that lacks its score",
            "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"forks\": 1,"
                + " \"measurementIterations\": 1}]",
            UNUSABLE,
            "head.json: entry 1 lacks primaryMetric"),
        Fault.of(
            "two entries of one benchmark",
            file(SOUND, SOUND),
            UNUSABLE,
            "head.json: a.B.c stands in it twice (entries 1 and 2); keep one run in a file"),
        Fault.of(
            "two files, one after the other",
            whole + whole,
            UNUSABLE,
            "head.json: goes on after its end at line"));
  }

  /** What JMH drops in silence. */
  static Stream<Fault> incompleteRuns() {
    return Stream.of(
        Fault.of(
            "a run that lacks a fork",
            file(SOUND.with("forks", 11)),
            INCOMPLETE,
            "Incomplete: a.B.c: head has 10 of 11 forks."),
        Fault.of(
            "a fork that lacks an iteration",
            file(SOUND.withValues(3, "100.0")),
            INCOMPLETE,
            "Incomplete: a.B.c: head has 1 of 2 iterations in fork 3."),
        Fault.of(
            "a run without raw data",
            file(SOUND.withoutRawData()),
            INCOMPLETE,
            "Incomplete: a.B.c: head has no raw data."),
        Fault.of(
                "a benchmark that is gone",
                file(SOUND),
                INCOMPLETE,
                "Incomplete: a.B.gone: not measured on head.")
            .against(SOUND, new ForeignRow("a.B.gone")),
        Fault.of(
            "a new benchmark",
            file(SOUND, new ForeignRow("a.B.fresh")),
            FINE,
            "New, and compared with nothing: a.B.fresh."),
        Fault.of(
            "another benchmark alone",
            file(new ForeignRow("a.B.fresh")),
            INCOMPLETE,
            "Incomplete: a.B.c: not measured on head."),
        Fault.of(
                "what JMH's profiler counted on base alone",
                file(SOUND),
                INCOMPLETE,
                "Incomplete: a.B.c: bytes allocated not counted on head.")
            .against(SOUND.withSecondary("gc.alloc.rate.norm", "B/op", 4096)));
  }

  /** Scores that no operation can have, as JMH writes them, and as other tools do. */
  static Stream<Fault> scores() {
    return Stream.of(
            "\"NaN\" NaN",
            "\"+INF\" Infinity",
            "\"-INF\" -Infinity",
            "NaN NaN",
            "+INF Infinity",
            "-INF -Infinity",
            "Infinity Infinity",
            "\"Infinity\" Infinity",
            "0.0 0.0",
            "-1.5 -1.5")
        .map(pair -> pair.split(" "))
        .map(
            pair ->
                Fault.of(
                        "the score " + pair[0],
                        file(SOUND.withValues(2, "100.0", pair[0]), new ForeignRow("a.B.d")),
                        INCOMPLETE,
                        "Incomplete: a.B.c: head has "
                            + pair[1]
                            + " in fork 2, which no score can be.")
                    .against(SOUND, new ForeignRow("a.B.d")));
  }

  /** Units of one family are converted; what differs otherwise is no measure of the commits. */
  static Stream<Fault> otherMeans() {
    return Stream.of(
        Fault.of(
            "the same time in another unit",
            file(SOUND.inUnit("ns/op", 1000)),
            FINE,
            "no material change"),
        Fault.of(
            "a longer time in another unit",
            file(SOUND.inUnit("ms/op", 0.0012)),
            REGRESSED,
            "Regressed: 1: a.B.c."),
        Fault.of(
                "a lower rate in another unit",
                file(SOUND.inUnit("ops/s", 800)),
                REGRESSED,
                "Regressed: 1: a.B.c.")
            .against(SOUND.inUnit("ops/ms", 1)),
        Fault.of(
            "a rate in place of a time",
            file(SOUND.inUnit("ops/us", 1)),
            NOT_COMPARABLE,
            "compare: a.B.c is in us/op in base and in ops/us in head, which cannot be converted"),
        Fault.of(
                "a count in another unit",
                file(SOUND.withSecondary("gc.alloc.rate.norm", "MB/op", 4096)),
                NOT_COMPARABLE,
                "compare: a.B.c is in B/op in base and in MB/op in head, which cannot be converted")
            .against(SOUND.withSecondary("gc.alloc.rate.norm", "B/op", 4096)),
        Fault.of(
            "other threads",
            file(SOUND.with("threads", 4)),
            INCOMPLETE,
            "Incomplete: a.B.c, threads: 1: not measured on head."),
        Fault.of(
            "another mode",
            file(SOUND.with("mode", "\"ss\"")),
            INCOMPLETE,
            "New, and compared with nothing: a.B.c, mode ss."),
        Fault.of(
                "other parameters",
                file(SOUND.with("params", "{\"n\": \"2\"}")),
                INCOMPLETE,
                "Incomplete: a.B.c {n=1}: not measured on head.")
            .against(SOUND.with("params", "{\"n\": \"1\"}")),
        differing("warmupIterations", "5", "3"),
        differing("warmupTime", "\"10 s\"", "\"1 s\""),
        differing("warmupBatchSize", "1", "2"),
        differing("measurementTime", "\"10 s\"", "\"1 s\""),
        differing("measurementBatchSize", "1", "2"),
        differing("jdkVersion", "\"17.0.15\"", "\"25.0.1\""),
        differing("vmName", "\"one\"", "\"other\""),
        differing("vmVersion", "\"17+1\"", "\"17+2\""),
        differing(
            "jvmArgs",
            "[\"-Dkey=a\"]",
            "none",
            "[\"-Dkey=b\", \"-Xmx1g\", \"-XX:+UseSerialGC\"]",
            "-Xmx1g -XX:+UseSerialGC"),
        Fault.of(
                "other properties and files in jvmArgs",
                file(SOUND.with("jvmArgs", "[\"-Dport=1\", \"-Xlog:gc:file=/one\"]")),
                FINE,
                "no material change")
            .against(SOUND.with("jvmArgs", "[\"-Dport=2\", \"-Xlog:gc:file=/other\"]")),
        differing("jmhVersion", "\"1.33\"", "\"1.37\""),
        Fault.of(
            "other iterations",
            file(SOUND.with("measurementIterations", 1)),
            NOT_COMPARABLE,
            "compare: a.B.c was measured with measurementIterations 2 in base and 1 in head;"
                + " measure both sides in the same way"),
        Fault.of(
                "other questions to the LM",
                file(SOUND.withConstant(WORKLOAD, "hash", 0x0fedcba987L)),
                NOT_COMPARABLE,
                "compare: a.B.c asked the LM something else in base (workload 123456789a) than in"
                    + " head (workload 0fedcba987); compare commits whose benchmarks ask the same")
            .against(SOUND.withConstant(WORKLOAD, "hash", 0x123456789aL)),
        Fault.of(
                "a workload that base did not tell",
                file(SOUND.withConstant(WORKLOAD, "hash", 0x0fedcba987L)),
                FINE,
                "no material change")
            .against(SOUND),
        Fault.of(
            "a run without a fork",
            file(SOUND.with("forks", 0)),
            NOT_COMPARABLE,
            "compare: a.B.c ran in JMH's own JVM (forks 0) in head,"));
  }

  private static Fault differing(String setting, String before, String after) {
    return differing(setting, before, before.replace("\"", ""), after, after.replace("\"", ""));
  }

  private static Fault differing(
      String setting, String before, String beforeInWords, String after, String afterInWords) {
    return Fault.of(
            "another " + setting,
            file(SOUND.with(setting, after)),
            NOT_COMPARABLE,
            "compare: a.B.c was measured with %s %s in base and %s in head"
                .formatted(setting, beforeInWords, afterInWords))
        .against(SOUND.with(setting, before));
  }

  /** What is named in another way, or is little, and sound all the same. */
  static Stream<Fault> soundRuns() {
    return Stream.of(
        Fault.of(
                "what an older JMH counted, with a dot before the name",
                file(
                    SOUND
                        .with("jmhVersion", "\"1.37\"")
                        .withSecondary("gc.alloc.rate.norm", "B/op", 5120)),
                REGRESSED,
                "Regressed: 1: a.B.c: bytes allocated.")
            .against(
                SOUND
                    .with("jmhVersion", "\"1.36\"")
                    .withSecondary("·gc.alloc.rate.norm", "B/op", 4096)),
        Fault.of(
                "two launches of one sample each",
                file(ForeignRow.of("a.B.c", 2, 1).withValues(1, "100.0").withValues(2, "130.0")),
                INCONCLUSIVE,
                "Of 1 compared, 0 without a material change and 1 inconclusive.")
            .against(ForeignRow.of("a.B.c", 2, 1)),
        Fault.of(
                "one launch of two samples",
                file(ForeignRow.of("a.B.c", 1, 2)),
                INCONCLUSIVE,
                "Of 1 compared, 0 without a material change and 1 inconclusive.")
            .against(ForeignRow.of("a.B.c", 1, 2)));
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @DisplayName("a fault")
  @ParameterizedTest(name = "{0}")
  @MethodSource({"files", "incompleteRuns", "scores", "otherMeans", "soundRuns"})
  void fault_hasItsExitCodeAndOneLine(Fault fault) throws IOException {
    List<String> base = fault.base().isEmpty() ? List.of(SOUND.toString()) : fault.base();
    int exitCode = compare(base.toString(), fault.head());

    assertThat(exitCode).as(out + "\n" + err).isEqualTo(fault.exitCode());
    List<String> said = new ArrayList<>(err.toString().lines().toList());
    assertThat(said.size()).as("lines on stderr: " + said).isLessThanOrEqualTo(1);
    said.addAll(out.toString().lines().toList());
    assertThat(said).anySatisfy(line -> assertThat(line).contains(fault.line()));
  }

  @Test
  @DisplayName("a fault on base: the same, with base named")
  void faultOnBase_isToldOfBase() throws IOException {
    assertThat(compare("", file(SOUND))).isEqualTo(INCOMPLETE);
    assertThat(err.toString()).contains("base.json: is empty");
    assertThat(compare(file(SOUND.with("forks", 11)), file(SOUND))).isEqualTo(INCOMPLETE);
    assertThat(out.toString()).contains("Incomplete: a.B.c: base has 10 of 11 forks.");
  }

  @DisplayName("an environment that differs")
  @ParameterizedTest
  @MethodSource("environments")
  void environment_mustBeTheSame(String fact, String before, String after) throws IOException {
    Files.writeString(directory.resolve("base.env.json"), "{\"%s\": %s}".formatted(fact, before));
    Files.writeString(directory.resolve("head.env.json"), "{\"%s\": %s}".formatted(fact, after));

    assertThat(compare(file(SOUND), file(SOUND))).isEqualTo(NOT_COMPARABLE);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .isEqualTo(
            "compare: %s is %s in base.json and %s in head.json; measure both sides in the same place"
                .formatted(fact, before.replace("\"", ""), after.replace("\"", "")));
  }

  static Stream<Arguments> environments() {
    return Stream.of(
        arguments("jdk", "\"17.0.15\"", "\"25.0.1\""),
        arguments("vm", "\"one\"", "\"other\""),
        arguments("os", "\"Linux 6.1\"", "\"Linux 6.8\""),
        arguments("cpuModel", "\"AMD EPYC 7763\"", "\"AMD EPYC 9V74\""),
        arguments("cores", "2", "4"),
        arguments("python", "\"3.13.0\"", "\"3.14.0\""),
        arguments("interpreterLock", "\"global\"", "\"none\""),
        arguments("dspy", "\"3.4.1\"", "\"3.5.0\""),
        arguments("seed", "42", "43"),
        arguments("profile", "\"typical\"", "\"fast\""),
        arguments("timeScale", "0.025", "1"),
        arguments("profileHashes", "\"typical d359226c9a40\"", "\"typical 000000000000\""));
  }

  @Test
  @DisplayName("a file that is cut anywhere: incomplete, in one line")
  void cutAnywhere_isIncomplete() throws IOException {
    String whole =
        file(ForeignRow.of("a.B.c", 1, 2).withSecondary("·gc.alloc.rate.norm", "B/op", 4096));
    for (int length = 0; length < whole.length(); length++) {
      err.getBuffer().setLength(0);
      assertThat(compare(file(SOUND), whole.substring(0, length)))
          .as(whole.substring(0, length))
          .isEqualTo(INCOMPLETE);
      assertThat(err.toString().lines()).hasSize(1);
    }
  }

  @Test
  @DisplayName("one file twice on a side: refused, for its launches would count twice")
  void fileTwice_isRefused() throws IOException {
    Path base = Files.writeString(directory.resolve("base.json"), file(SOUND));
    String name = base.toString();

    assertThat(execute("compare", "--base", name, "--base", name, "--head", name))
        .isEqualTo(UNUSABLE);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .endsWith("base.json: is named twice; its launches would count twice");
  }

  @Test
  @DisplayName("files of one side that differ: refused, with the files named")
  void filesOfOneSide_mustBeComparable() throws IOException {
    Path one = Files.writeString(directory.resolve("1.json"), file(SOUND));
    Path two = Files.writeString(directory.resolve("2.json"), file(SOUND.inUnit("ops/us", 1)));

    assertThat(
            execute(
                "compare",
                "--base",
                one.toString(),
                "--base",
                two.toString(),
                "--head",
                one.toString()))
        .isEqualTo(NOT_COMPARABLE);
    assertThat(err.toString())
        .contains("a.B.c is in us/op in 1.json and in ops/us in 2.json, which cannot be converted");
  }

  @Test
  @DisplayName("one benchmark in two modes, or by two numbers of threads: told apart")
  void rowsOfOneName_areToldApart() throws IOException {
    String both =
        file(SOUND, SOUND.inUnit("ops/us", 1).with("mode", "\"thrpt\"").with("threads", 2));

    assertThat(compare(both, both)).isEqualTo(FINE);
    assertThat(out.toString())
        .contains("| a.B.c, mode avgt, threads: 1 ", "| a.B.c, mode thrpt, threads: 2 ");
  }

  @Test
  @DisplayName("pairs that lack a launch on one side: incomplete, and not compared")
  void pairsThatLackALaunch_areIncomplete() throws IOException {
    for (String side : List.of("base", "head")) {
      Files.writeString(directory.resolve(side + ".env.json"), "{\"pairing\": \"seed 1, now\"}");
    }
    String head = file(ForeignRow.of("a.B.c", 9, 2).with("forks", 10), new ForeignRow("a.B.d"));

    assertThat(compare(file(SOUND, new ForeignRow("a.B.d")), head)).isEqualTo(INCOMPLETE);
    assertThat(out.toString())
        .contains("Incomplete: a.B.c: head has 9 of 10 forks.", "Of 1 compared");
  }

  private int compare(String base, String head) throws IOException {
    Path ofBase = Files.writeString(directory.resolve("base.json"), base);
    Path ofHead = Files.writeString(directory.resolve("head.json"), head);
    return execute("compare", ofBase.toString(), ofHead.toString(), "--strict");
  }

  private int execute(String... arguments) {
    return Main.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
