package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What compare and report write of a foreign file")
class OutputsTest {

  private static final String SECRET = "S3cr3tValue";

  /** Every way in which a key gets into a file of JMH's that we know of. */
  private static final ForeignRow TELLING =
      new ForeignRow("a.B.telling")
          .with(
              "jvmArgs",
              """
              ["-Dmy.key=S3cr3tValue", "-Dx.apiKey=S3cr3tValue \\"S3cr3tValue", "--password=S3cr3tValue",
               "--token", "S3cr3tValue", "OPENAI_API_KEY=sk-S3cr3tValue",
               "-Dmodel=sk-S3cr3tValue", "-Dheader=Bearer S3cr3tValue",
               "-Dproxy=http://me:S3cr3tValue@127.0.0.1:1/"]""")
          .with(
              "params",
              """
              {"apiKey": "S3cr3tValue", "auth_token": "S3cr3tValue", "env": "OPENAI_API_KEY=sk-S3cr3tValue",
               "model": "sk-S3cr3tValue", "keySize": "256", "maxTokens": "17"}""");

  private static final ForeignRow OTHER =
      new ForeignRow("a.B.telling").with("params", "{\"apiKey\": \"S3cr3tValue2\"}");

  private final StringWriter said = new StringWriter();

  @TempDir Path directory;

  @Test
  @DisplayName("holds none of its secrets, in no format, and tells apart what they told apart")
  void secrets_areInNoOutput() throws IOException {
    ForeignRow another = OTHER.with("params", "{\"apiKey\": \"S3cr3tValue3\"}");
    SortedMap<String, String> outputs = outputs("one", TELLING, OTHER, another);

    assertThat(outputs)
        .containsOnlyKeys(
            "compare.html",
            "compare.json",
            "compare.md",
            "compare.xml",
            "report.csv",
            "report.html",
            "report.json",
            "report.md",
            "screen",
            "times.json");
    assertThat(outputs).allSatisfy((name, content) -> assertThat(content).doesNotContain(SECRET));
    assertThat(outputs.get("compare.md"))
        .contains("{apiKey=(redacted), auth_token=(redacted), env=OPENAI_API_KEY=(redacted), ")
        .contains("a.B.telling {apiKey=(redacted) 2}", "a.B.telling {apiKey=(redacted) 3}")
        .contains("keySize=256", "maxTokens=17");
  }

  @Test
  @DisplayName("holds none of them in a complaint")
  void secrets_areInNoComplaint() throws IOException {
    String telling = TELLING.toString();
    for (String content :
        List.of(
            "[" + telling + "," + telling + "]",
            "[" + TELLING.inUnit("ops/us", 1) + "]",
            "[" + TELLING.with("forks", "\"S3cr3tValue\"") + "]",
            "[" + telling,
            telling + "x")) {
      Path base = Files.writeString(directory.resolve("base.json"), "[" + telling + "]");
      Path head = Files.writeString(directory.resolve("head.json"), content);

      assertThat(execute("compare", base.toString(), head.toString())).isGreaterThan(1);
      assertThat(execute("report", head.toString())).isIn(0, 2);
    }
    assertThat(said.toString()).contains("telling").doesNotContain(SECRET);
  }

  @Test
  @DisplayName("is the same, byte by byte, each time")
  void sameInputs_giveTheSameBytes() throws IOException {
    ForeignRow[] rows =
        Stream.of("c", "d", "e", "f")
            .map(
                name ->
                    new ForeignRow("a.B." + name).withSecondary("gc.alloc.rate.norm", "B/op", 9))
            .toArray(ForeignRow[]::new);

    assertThat(outputs("one", rows)).isEqualTo(outputs("two", rows));
  }

  /** All that both commands write, by the names of the files. */
  private SortedMap<String, String> outputs(String folder, ForeignRow... rows) throws IOException {
    Path base = Files.writeString(directory.resolve("base.json"), List.of(rows).toString());
    Path head = Files.writeString(directory.resolve("head.json"), List.of(rows).toString());
    Path out = Files.createDirectory(directory.resolve(folder));
    List<String> compare = new ArrayList<>(List.of("compare", base.toString(), head.toString()));
    for (String[] output :
        new String[][] {
          {"--markdown", "compare.md"},
          {"--html", "compare.html"},
          {"--json", "compare.json"},
          {"--junit", "compare.xml"},
          {"--smaller-is-better", "times.json"}
        }) {
      compare.addAll(List.of(output[0], out.resolve(output[1]).toString()));
    }
    assertThat(execute(compare.toArray(String[]::new))).as(said.toString()).isZero();
    List<String> report = new ArrayList<>(List.of("report", base.toString()));
    for (String format : List.of("csv", "html", "json")) {
      report.addAll(List.of("--" + format, out.resolve("report." + format).toString()));
    }
    report.addAll(List.of("--markdown", out.resolve("report.md").toString()));
    assertThat(execute(report.toArray(String[]::new))).as(said.toString()).isZero();
    assertThat(execute("compare", base.toString(), head.toString())).isZero();
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    contents.put("screen", said.toString());
    said.getBuffer().setLength(0);
    return contents;
  }

  private int execute(String... arguments) {
    PrintWriter screen = new PrintWriter(said, true);
    return Main.commands().setOut(screen).setErr(screen).execute(arguments);
  }
}
