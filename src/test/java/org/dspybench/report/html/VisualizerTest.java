package org.dspybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JMH Visualizer 0.9.0, out of the Gradle plugin that carries it, reads what we keep. It is
 * unpacked for this test alone, and is no part of the jar.
 */
@Tag("slow")
@DisplayName("JMH Visualizer, in Chromium,")
class VisualizerTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path KEPT = Path.of("jmh-results");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"full", "ladder", "lock", "peers"})
  @DisplayName("draws each benchmark of a run that we keep, and complains of nothing")
  void oneRun_isDrawn(String preset) throws Exception {
    JsonNode run = kept(preset);

    Seen seen = seen(List.of("run"), List.of(run));

    assertThat(seen.complaints()).isEmpty();
    assertThat(seen.text()).contains(classes(run));
  }

  @Test
  @DisplayName("lists each benchmark of two sides once, the one that became slower first")
  void twoSides_areCompared() throws Exception {
    JsonNode base = kept("full");
    JsonNode head = twiceAsSlow(base);

    Seen seen = seen(List.of("base", "head"), List.of(base, head));

    assertThat(seen.complaints()).isEmpty();
    assertThat(seen.text())
        .contains("Comparing %d results".formatted(base.size()))
        .contains("Declined Benchmarks (1)")
        .contains("Unchanged Benchmarks (%d)".formatted(base.size() - 1));
  }

  /** The newest run of a preset. */
  private static JsonNode kept(String preset) throws IOException {
    try (Stream<Path> files = Files.list(KEPT)) {
      Path newest =
          files
              .filter(file -> file.toString().endsWith("-" + preset + ".json"))
              .sorted()
              .reduce((one, other) -> other)
              .orElseThrow();
      return JSON.readTree(newest.toFile());
    }
  }

  private static JsonNode twiceAsSlow(JsonNode base) {
    ArrayNode head = base.deepCopy();
    ObjectNode first = (ObjectNode) head.get(0).required("primaryMetric");
    first.put("score", 2 * first.required("score").asDouble());
    return head;
  }

  private static List<String> classes(JsonNode run) {
    SortedSet<String> names = new TreeSet<>();
    run.forEach(
        row -> {
          List<String> parts = List.of(row.required("benchmark").asText().split("\\."));
          names.add(parts.get(parts.size() - 2));
        });
    return List.copyOf(names);
  }

  /** What the page shows, and what it complained of. */
  private record Seen(String text, List<JsonNode> complaints) {}

  private Seen seen(List<String> names, List<JsonNode> runs) throws Exception {
    Path page = unpacked();
    StringBuilder script = new StringBuilder("var providedBenchmarkStore = {");
    for (int i = 0; i < runs.size(); i++) {
      script.append(JSON.writeValueAsString(names.get(i))).append(": ").append(runs.get(i));
      script.append(",\n");
    }
    script.append("};\nvar providedBenchmarks = ").append(JSON.writeValueAsString(names));
    Files.writeString(page.resolveSibling("provided.js"), script + ";\n");
    try (Chromium chromium =
        Chromium.start(program(), Files.createDirectory(directory.resolve("home")))) {
      chromium.resize(1280, 900);
      chromium.open(page);
      chromium.evaluate("new Promise(done => setTimeout(() => done(true), 3000))");
      String text = chromium.evaluate("document.body.innerText").asText();
      chromium.screenshot(
          Files.createDirectories(Path.of("target", "page"))
              .resolve("visualizer-" + names.size() + ".png"));
      return new Seen(text, chromium.events("Runtime.exceptionThrown"));
    }
  }

  private static Path program() {
    Optional<Path> program = Chromium.program();
    if (program.isEmpty()) {
      String missing = "no Chromium on the PATH";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      abort(missing);
    }
    return program.orElseThrow();
  }

  private Path unpacked() throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream packed =
            Objects.requireNonNull(VisualizerTest.class.getResourceAsStream("jmh-visualizer.zip"));
        ZipInputStream zip = new ZipInputStream(packed)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory() && !entry.getName().contains("/")) {
          Files.copy(zip, directory.resolve(entry.getName()));
          names.add(entry.getName());
        }
      }
    }
    assertThat(names).contains("index.html", "bundle.js");
    return directory.resolve("index.html");
  }
}
