package org.dspybench.speedup;

/**
 * Numbers at random, the same everywhere and for ever: SplitMix64 (G. L. Steele, D. Lea and C. H.
 * Flood, Fast Splittable Pseudorandom Number Generators, 2014), scaled to a range by its upper half
 * (D. Lemire, Fast Random Integer Generation in an Interval, 2019). A bootstrap draws millions, for
 * which {@link java.util.Random} is too slow. Not thread-safe.
 */
public final class Picks {

  private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private long state;

  /** The same seed gives the same numbers. */
  public Picks(long seed) {
    this.state = seed;
  }

  /** A number from 0 to below {@code bound}; their chances differ by less than 2⁻³² bound. */
  int below(int bound) {
    state += GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return (int) ((((mixed ^ (mixed >>> 31)) >>> 32) * bound) >>> 32);
  }
}
