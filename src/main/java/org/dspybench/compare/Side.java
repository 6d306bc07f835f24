package org.dspybench.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultFile;

/**
 * One side of a comparison.
 *
 * @param results what was measured
 * @param environment where; unknown where no environment file stands beside the results
 */
public record Side(ResultFile results, Environment environment) {

  /**
   * Reads a file of results and the environment beside it.
   *
   * @throws org.dspybench.results.ResultFileException where either cannot be used
   */
  public static Side read(Path results) throws IOException {
    return new Side(
        ResultFile.read(results), Environment.readBeside(results).orElseGet(Environment::unknown));
  }

  /** The name of the file without its directory, the same on every machine. */
  public String name() {
    return String.valueOf(results.path().getFileName());
  }
}
