package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

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

  /**
   * When it began; absent where that was not recorded.
   *
   * @throws ResultFileException where what was recorded is no instant
   */
  public Optional<Instant> startedAt() throws ResultFileException {
    try {
      return environment.fact(Fact.STARTED_AT).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new ResultFileException(
          Environment.pathBeside(results.path()),
          "startedAt is no instant such as 2026-01-31T09:00:00Z; mend it, or move the run away");
    }
  }

  /** The name of the file without its directory, the same on every machine. */
  public String name() {
    return String.valueOf(results.path().getFileName());
  }
}
