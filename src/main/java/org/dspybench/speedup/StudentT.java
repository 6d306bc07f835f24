package org.dspybench.speedup;

/** Quantiles of Student's t distribution. */
final class StudentT {

  /** The 97.5 % quantile of the normal distribution, the limit for many degrees of freedom. */
  static final double NORMAL_975 = 1.959963984540054;

  /** From the usual table; the expansion below is not good enough for so few. */
  private static final double[] FEW = {
    12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004
  };

  private StudentT() {}

  /**
   * The 97.5 % quantile, to three decimals at least. Beyond the table it is the expansion in {@code
   * 1/degrees} of Abramowitz and Stegun, 26.7.5.
   *
   * @param degrees degrees of freedom, at least 1
   */
  static double quantile975(int degrees) {
    if (degrees <= FEW.length) {
      return FEW[degrees - 1];
    }
    double z = NORMAL_975;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    double n = degrees;
    return z
        + (z3 + z) / (4 * n)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
  }
}
