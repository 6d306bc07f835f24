package org.dspybench.report;

import java.io.IOException;
import java.nio.file.Path;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultFile;

/**
 * What a report is made from: a file of results and the environment that they were measured in.
 *
 * @param results the results
 * @param environment the environment; unknown where there was no file beside the results
 */
public record Run(ResultFile results, Environment environment) {

  /**
   * Reads a file of results and the environment file beside it, if there is one.
   *
   * @throws org.dspybench.results.ResultFileException where either cannot be used
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
