package org.dspybench.speedup.law;

import java.util.List;
import java.util.Optional;

/**
 * What a law that was fitted to the lower rungs of a ladder alone says of a higher one: whether the
 * law can be trusted beyond what was measured.
 *
 * @param workers of the higher rung
 * @param predicted throughput by the law, in questions per second
 * @param measured throughput, in questions per second
 */
public record Forecast(int workers, double predicted, double measured) {

  /** The highest worker count that the law is fitted to. */
  public static final int FITTED_UP_TO = 32;

  /** What the forecast is too high by, as a share of what was measured; negative for too low. */
  public double error() {
    return predicted / measured - 1;
  }

  /**
   * A forecast for each rung above {@link #FITTED_UP_TO}.
   *
   * @param ladder one rung for each worker count, in any order
   * @return empty where too few rungs lie at or below, or none above
   */
  static List<Forecast> of(List<Rung> ladder) {
    List<Rung> lower = ladder.stream().filter(rung -> rung.workers() <= FITTED_UP_TO).toList();
    Optional<ScalabilityLaw> law = LadderAnalysis.fitted(lower);
    return ladder.stream()
        .filter(rung -> rung.workers() > FITTED_UP_TO)
        .flatMap(rung -> law.map(fitted -> of(fitted, rung)).stream())
        .toList();
  }

  private static Forecast of(ScalabilityLaw law, Rung rung) {
    double measured =
        Math.exp(rung.forks().stream().mapToDouble(Rung::meanLog).average().orElseThrow());
    return new Forecast(rung.workers(), law.throughput(rung.workers()), measured);
  }
}
