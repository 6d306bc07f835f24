package org.dspybench.speedup.law;

import java.util.OptionalDouble;

/**
 * The Universal Scalability Law (N. J. Gunther, Guerrilla Capacity Planning, 2007, equation 4.31,
 * with the throughput of one worker as third parameter):
 *
 * <pre>
 *   X(N) = perWorker N / (1 + contention (N - 1) + coherency N (N - 1))
 * </pre>
 *
 * @param perWorker throughput of a single worker, questions per second, above 0
 * @param contention the share of the work that only one worker can do at a time, from 0: with it
 *     alone throughput nears {@code perWorker / contention} and never passes it (Amdahl)
 * @param coherency what each pair of workers costs, from 0: with it throughput has a peak
 */
public record ScalabilityLaw(double perWorker, double contention, double coherency) {

  /** Refuses what is no law. */
  public ScalabilityLaw {
    if (!(perWorker > 0 && contention >= 0 && coherency >= 0)) {
      throw new IllegalArgumentException(
          "no scalability law: %s, %s, %s".formatted(perWorker, contention, coherency));
    }
  }

  /** Questions per second with so many workers. */
  public double throughput(double workers) {
    return perWorker * workers / slowdown(workers);
  }

  /** How many times as long as alone each worker takes for a question. */
  double slowdown(double workers) {
    return 1 + contention * (workers - 1) + coherency * workers * (workers - 1);
  }

  /** The worker count of highest throughput; absent where more workers always help a little. */
  public OptionalDouble peakWorkers() {
    return coherency > 0
        ? OptionalDouble.of(Math.max(1, Math.sqrt(Math.max(0, 1 - contention) / coherency)))
        : OptionalDouble.empty();
  }
}
