package org.dspybench.compare;

/**
 * What a comparison is judged by.
 *
 * @param threshold the smallest change that matters, as a share: 0.03 is 3 %
 * @param level the probability of any false alarm among all benchmarks that is put up with
 * @param power the probability at which the detectable change is told
 * @param confidence of the intervals
 */
public record Gate(double threshold, double level, double power, double confidence) {

  /** 3 %, at a level of 5 %, with 95 % intervals, and what is found in four of five cases. */
  public static final Gate STANDARD = new Gate(0.03, 0.05, 0.8, 0.95);

  private static final double COUNTED_THRESHOLD = 0.01;
  private static final double COUNTED_SHARE = 0.1;

  /** Refuses what is no share or probability. */
  public Gate {
    require(threshold >= 0 && threshold < 1, "a threshold is from 0 to below 100 %", threshold);
    require(level > 0 && level < 0.5, "a level is above 0 and below 50 %", level);
    require(power > 0.5 && power < 1, "a power is above 50 % and below 100 %", power);
    require(confidence > 0.5 && confidence < 1, "a confidence is above 50 %", confidence);
  }

  private static void require(boolean holds, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", not " + value);
    }
  }

  /** This gate with another threshold. */
  public Gate withThreshold(double share) {
    return new Gate(share, level, power, confidence);
  }

  /** What times are judged by: nine tenths of the false alarms that are put up with. */
  public Gate ofTimes() {
    return new Gate(threshold, (1 - COUNTED_SHARE) * level, power, confidence);
  }

  /**
   * What counted quantities are judged by: 1 %, since they scatter so little, and the other tenth
   * of the false alarms.
   */
  public Gate ofCounts() {
    return new Gate(
        Math.min(threshold, COUNTED_THRESHOLD), COUNTED_SHARE * level, power, confidence);
  }
}
