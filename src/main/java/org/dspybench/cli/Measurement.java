package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.dspybench.run.BenchmarkRun;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A piece of work that launches benchmarks and keeps what they give.
 *
 * @param <T> what is measured
 */
@FunctionalInterface
interface Measurement<T> {

  /** Measures, until all is done or the launches are ended. */
  T run() throws RunnerException, IOException;

  /**
   * Measures with JMH's log beside the results, not among them. Where the JVM is asked to end, the
   * launches are; the JVM then waits for what the measurement still has to keep and to say.
   */
  static <T> T untilInterrupted(BenchmarkRun jmh, Measurement<T> measurement)
      throws RunnerException, IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    try (Interrupt interrupt = Interrupt.cancelling(jmh::end)) {
      return measurement.run();
    } finally {
      System.setOut(out);
    }
  }
}
