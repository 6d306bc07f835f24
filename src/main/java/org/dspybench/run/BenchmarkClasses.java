package org.dspybench.run;

import java.util.Optional;
import org.dspybench.benchmarks.Asks;

/** The classes of the benchmarks that JMH lists. */
final class BenchmarkClasses {

  private BenchmarkClasses() {}

  /** What a class asks; empty where it does not say so. */
  static Optional<Asks> asks(String className) {
    try {
      return Optional.ofNullable(Class.forName(className).getAnnotation(Asks.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the benchmark list names a class that is not there", e);
    }
  }
}
