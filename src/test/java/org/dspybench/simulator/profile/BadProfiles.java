package org.dspybench.simulator.profile;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The profile files with a mistake, one in each, under {@code simulator/bad-profiles}. */
final class BadProfiles {

  private BadProfiles() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder("."))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Those that a schema can refuse: each mistake is that of one value, or of fields together. */
  static List<Path> ofShape() throws IOException {
    return in("shape");
  }

  /** Those that no schema can refuse: values that do not go together. */
  static List<Path> ofSense() throws IOException {
    return in("sense");
  }

  private static List<Path> in(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder(name))) {
      return files.sorted().toList();
    }
  }

  private static Path folder(String name) {
    URL shape = BadProfiles.class.getResource("/simulator/bad-profiles/shape");
    try {
      URI uri = Objects.requireNonNull(shape).toURI();
      return Path.of(uri).resolveSibling(name).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
