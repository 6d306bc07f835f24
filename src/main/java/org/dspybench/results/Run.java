package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A run that was kept: a file of results and the environment that they were measured in.
 *
 * @param results the results
 * @param environment the environment; unknown where there was no file beside the results
 */
public record Run(ResultFile results, Environment environment) {

  /**
   * Reads a file of results and the environment file beside it, if there is one.
   *
   * @throws ResultFileException where either cannot be used
   */
  public static Run read(Path results) throws IOException {
    return new Run(
        ResultFile.read(results), Environment.readBeside(results).orElseGet(Environment::unknown));
  }

  /** The name of the file without its directory, the same on every machine. */
  public String name() {
    return String.valueOf(results.path().getFileName());
  }
}
