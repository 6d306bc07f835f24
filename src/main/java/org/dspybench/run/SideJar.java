package org.dspybench.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * A build of our benchmarks.
 *
 * @param path the jar
 * @param commit that it was built from, empty where it does not say so
 * @param benchmarks their fully qualified methods
 */
public record SideJar(Path path, Optional<BuildCommit> commit, Set<String> benchmarks) {

  /** Copies {@code benchmarks}. */
  public SideJar {
    benchmarks = Set.copyOf(benchmarks);
  }

  /**
   * Looks into a jar.
   *
   * @throws IOException when there is no such file, or it is no jar of benchmarks
   */
  public static SideJar open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      ZipEntry list = jar.getEntry(BenchmarkList.BENCHMARK_LIST.substring(1));
      if (list == null) {
        throw new IOException(path + ": lists no benchmarks; name a benchmarks.jar");
      }
      Set<String> benchmarks = new TreeSet<>();
      try (InputStream in = jar.getInputStream(list)) {
        for (BenchmarkListEntry entry : BenchmarkList.readBenchmarkList(in)) {
          benchmarks.add(entry.getUsername());
        }
      }
      return new SideJar(path, BuildCommit.of(jar), benchmarks);
    } catch (ZipException e) {
      throw new IOException(path + ": is no jar; name a benchmarks.jar", e);
    }
  }

  /** The commit, or the file's name where that is not known. */
  public String describe() {
    return commit.map(BuildCommit::describe).orElseGet(() -> String.valueOf(path.getFileName()));
  }
}
