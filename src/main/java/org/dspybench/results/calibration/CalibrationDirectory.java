package org.dspybench.results.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.files.WholeFile;

/**
 * The calibrations in a directory of results, each in a file {@code DAY-COMMIT.calibration.json}.
 *
 * @param path the directory; it need not exist
 */
public record CalibrationDirectory(Path path) {

  private static final String SUFFIX = ".calibration.json";

  /**
   * The newest calibration of a machine; empty where there is none.
   *
   * @throws org.dspybench.results.ResultFileException where a calibration file cannot be used
   */
  public Optional<Calibration> newestOf(Machine machine) throws IOException {
    Optional<Calibration> newest = Optional.empty();
    for (Path file : files()) {
      Calibration found = CalibrationJson.read(file);
      if (found.machine().equals(machine)
          && newest.stream().allMatch(best -> found.startedAt().compareTo(best.startedAt()) > 0)) {
        newest = Optional.of(found);
      }
    }
    return newest;
  }

  /**
   * The newest calibration of the machine that this JVM runs on; empty where there is none.
   *
   * @throws org.dspybench.results.ResultFileException where a calibration file cannot be used
   */
  public Optional<Calibration> newestOfThisMachine() throws IOException {
    return newestOf(Machine.ofThis());
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  /**
   * Writes a calibration, as a whole or not at all, under a name that is not taken.
   *
   * @return the new file
   */
  public Path add(Calibration calibration) throws IOException {
    Files.createDirectories(path);
    String commit = calibration.commit() == null ? "unknown" : calibration.commit();
    String stem = calibration.day() + "-" + commit;
    Path file = path.resolve(stem + SUFFIX);
    for (int i = 2; Files.exists(file); i++) {
      file = path.resolve(stem + "-" + i + SUFFIX);
    }
    WholeFile.write(file, CalibrationJson.of(calibration));
    return file;
  }
}
