package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Gate;
import org.dspybench.compare.IncomparableException;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.Pairing;
import org.dspybench.results.Run;
import org.dspybench.results.calibration.Calibration;
import org.dspybench.run.ComparedJars;
import org.dspybench.run.PairedRun;
import org.dspybench.run.Plan;
import org.dspybench.run.RunIdentity;
import org.dspybench.run.RunRecord;
import org.dspybench.run.Side;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * What is kept of pairs: {@code base.json} and {@code head.json}, each with its environment beside.
 *
 * @param preset the name of the preset
 * @param information the benchmarks that are not judged by
 * @param seed of the order
 * @param startedAt when
 */
record PairRecords(
    ComparedJars jars,
    String preset,
    List<String> information,
    long seed,
    Instant startedAt,
    PythonEnvironment python,
    Optional<Calibration> calibration) {

  /**
   * Keeps both sides, as a whole or not at all.
   *
   * @param settled the benchmarks that got no fresh pairs
   */
  void write(Path folder, Plan plan, PairedRun.Results results, List<String> settled)
      throws IOException {
    for (Side side : Side.values()) {
      record(side, plan, settled)
          .write(results.of(side), ResultFormatType.JSON, file(folder, side));
    }
  }

  /** What was planned and is not in the results, in words. */
  List<String> missing(Plan plan, PairedRun.Results results) throws IOException {
    return record(Side.BASE, plan, List.of()).missing(results.of(Side.BASE));
  }

  /** Compares the two sides that are kept in a folder. */
  static Comparison compared(Path folder) throws IOException {
    try {
      return Comparison.of(
          Run.read(file(folder, Side.BASE)), Run.read(file(folder, Side.HEAD)), Gate.STANDARD);
    } catch (IncomparableException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  static Path file(Path folder, Side side) {
    return folder.resolve(side.label() + ".json");
  }

  private RunRecord record(Side side, Plan plan, List<String> settled) {
    Pairing pairing =
        new Pairing(
            "%s, seed %d, from %s".formatted(jars.describe(), seed, startedAt),
            settled,
            information);
    return new RunRecord(
        plan,
        new RunIdentity(
            startedAt, Optional.of(preset), jars.of(side).commit(), Optional.of(pairing)),
        python,
        Optional.empty(),
        calibration);
  }
}
