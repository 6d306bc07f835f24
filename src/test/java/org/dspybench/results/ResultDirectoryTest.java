package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {

  @TempDir Path directory;

  @Test
  void newest_goesByTheStartInTheEnvironment_notByTheName() throws IOException {
    create("2026-01-31-aaaaaaa-full.json", "2026-01-31T18:00:00Z");
    create("2026-01-31-fffffff-full.json", "2026-01-31T09:00:00Z");

    assertThat(ResultDirectory.newest(directory)).hasFileName("2026-01-31-aaaaaaa-full.json");
  }

  @Test
  void newest_goesByTheDateInTheName_withoutAnEnvironment() throws IOException {
    Files.createFile(directory.resolve("2026-02-01-aaaaaaa-full.json"));
    create("2026-01-31-fffffff-full.json", "2026-01-31T09:00:00Z");

    assertThat(ResultDirectory.newest(directory)).hasFileName("2026-02-01-aaaaaaa-full.json");
  }

  @Test
  void newest_passesOverFailedRunsAndOtherFiles() throws IOException {
    create("2026-01-31-fffffff-full.json", "2026-01-31T09:00:00Z");
    Files.createFile(directory.resolve("2026-02-01-aaaaaaa-full.partial.json"));
    Files.createFile(directory.resolve("2026-02-02-aaaaaaa-full.failed.json"));
    Files.createFile(directory.resolve("README.md"));

    assertThat(ResultDirectory.newest(directory)).hasFileName("2026-01-31-fffffff-full.json");
  }

  @Test
  void newest_refusesADirectoryWithoutResults() {
    assertThatThrownBy(() -> ResultDirectory.newest(directory))
        .isInstanceOf(ResultFileException.class)
        .hasMessage(directory + ": holds no result file (*.json); run the benchmarks first");
  }

  @Test
  void newestOfEachPreset_isByTheEnvironment_withoutChecksAndRunsOfNoPreset() throws IOException {
    create("2026-01-30-aaaaaaa-ladder.json", "2026-01-30T18:00:00Z", "ladder");
    create("2026-01-31-aaaaaaa-full.json", "2026-01-31T09:00:00Z", "full");
    create("2026-01-31-fffffff-full.json", "2026-01-31T18:00:00Z", "full");
    create("2026-02-01-fffffff-full.failed.json", "2026-02-01T18:00:00Z", "full");
    create("2026-02-01-fffffff-smoke.json", "2026-02-01T18:00:00Z", "smoke");
    create("2026-02-01-fffffff-custom.json", "2026-02-01T18:00:00Z");

    assertThat(ResultDirectory.newestOfEachPreset(directory))
        .containsExactly(
            directory.resolve("2026-01-31-fffffff-full.json"),
            directory.resolve("2026-01-30-aaaaaaa-ladder.json"));
  }

  private void create(String name, String startedAt, String preset) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    Environment.unknown()
        .with(Fact.STARTED_AT, startedAt)
        .with(Fact.PRESET, preset)
        .write(Environment.pathBeside(file));
  }

  private void create(String name, String startedAt) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    Environment.unknown().with(Fact.STARTED_AT, startedAt).write(Environment.pathBeside(file));
  }
}
