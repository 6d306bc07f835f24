package org.dspybench.compare;

import org.dspybench.compare.statistics.PairedRatio;
import org.dspybench.compare.statistics.SignFlipTest;
import org.dspybench.compare.statistics.WelchRatio;

/** How much head costs of what base costs: a ratio, above 1 where head is slower. */
public sealed interface Effect {

  /** The ratio. */
  double ratio();

  /** The lower end of its interval; 0 where too few launches bound it. */
  double low(double confidence);

  /** The upper end of its interval; infinite where too few launches bound it. */
  double high(double confidence);

  /** The one-sided p-value of head being slower. */
  double pOfSlower();

  /** The one-sided p-value of head being faster. */
  double pOfFaster();

  /** The smallest slowdown, as a share, that would have been found with that probability. */
  double detectable(double level, double power);

  /**
   * Of launches in pairs, whose order a coin decided.
   *
   * @param measured the ratio and its spread
   * @param pOfSlower by the randomisation test
   * @param pOfFaster by the randomisation test
   */
  record Paired(PairedRatio measured, double pOfSlower, double pOfFaster) implements Effect {

    /**
     * Compares launch by launch.
     *
     * @param base logarithms of costs
     * @param head as many, each measured beside its counterpart
     */
    static Paired of(double[] base, double[] head) {
      if (base.length != head.length) {
        throw new IllegalArgumentException(
            base.length + " launches of base are no pairs with " + head.length + " of head");
      }
      double[] differences = new double[base.length];
      double[] opposite = new double[base.length];
      for (int i = 0; i < base.length; i++) {
        differences[i] = head[i] - base[i];
        opposite[i] = base[i] - head[i];
      }
      return new Paired(
          PairedRatio.of(differences),
          SignFlipTest.pValueOfExcess(differences),
          SignFlipTest.pValueOfExcess(opposite));
    }

    @Override
    public double ratio() {
      return measured.ratio();
    }

    @Override
    public double low(double confidence) {
      return measured.low(confidence);
    }

    @Override
    public double high(double confidence) {
      return measured.high(confidence);
    }

    @Override
    public double detectable(double level, double power) {
      return measured.detectableExcess(level, power);
    }
  }

  /** Of launches of the one side after those of the other. */
  record Unpaired(WelchRatio measured) implements Effect {

    static Unpaired of(double[] base, double[] head) {
      return new Unpaired(WelchRatio.of(base, head));
    }

    @Override
    public double ratio() {
      return measured.ratio();
    }

    @Override
    public double low(double confidence) {
      return measured.low(confidence);
    }

    @Override
    public double high(double confidence) {
      return measured.high(confidence);
    }

    @Override
    public double pOfSlower() {
      return measured.pValueOfExcess();
    }

    @Override
    public double pOfFaster() {
      return measured.isBounded() ? 1 - measured.pValueOfExcess() : 1;
    }

    @Override
    public double detectable(double level, double power) {
      return measured.detectableExcess(level, power);
    }
  }
}
