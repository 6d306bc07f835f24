package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The jar of a side")
class SideJarTest {

  @TempDir Path folder;

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path path = folder.resolve("benchmarks.jar");
    try (OutputStream file = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return path;
  }

  private static byte[] list() throws IOException {
    return SideJarTest.class.getResourceAsStream("/META-INF/BenchmarkList").readAllBytes();
  }

  @Test
  @DisplayName("tells its commit and its benchmarks")
  void open_readsCommitAndBenchmarks() throws IOException {
    Path path =
        jar(
            Map.of(
                "META-INF/BenchmarkList",
                list(),
                "git.properties",
                "git.commit.id.abbrev=0123abc\ngit.dirty=true\n"
                    .getBytes(StandardCharsets.ISO_8859_1)));

    SideJar jar = SideJar.open(path);

    assertThat(jar.describe()).isEqualTo("0123abc with changes");
    assertThat(jar.benchmarks()).contains("org.dspybench.benchmarks.TransportBenchmark.instant");
  }

  @Test
  @DisplayName("is called by its file's name where its commit is not known")
  void describe_isTheFile_whenThereIsNoCommit() throws IOException {
    assertThat(SideJar.open(jar(Map.of("META-INF/BenchmarkList", list()))).describe())
        .isEqualTo("benchmarks.jar");
  }

  @Test
  @DisplayName("is refused where it is missing, no jar, or without benchmarks")
  void open_refusesWhatIsNoBenchmarksJar() throws IOException {
    assertThatThrownBy(() -> SideJar.open(folder.resolve("none.jar")))
        .isInstanceOf(NoSuchFileException.class);
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThatThrownBy(() -> SideJar.open(text)).hasMessageContaining("is no jar");
    Path other = jar(Map.of("x.txt", new byte[0]));
    assertThatThrownBy(() -> SideJar.open(other)).hasMessageContaining("lists no benchmarks");
  }
}
