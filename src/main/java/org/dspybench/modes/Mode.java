package org.dspybench.modes;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to show. */
public enum Mode {
  /** A few questions, some at once. */
  SIMPLE(8, 4),
  /** Many questions. */
  LARGE(150, 10),
  /** More questions than the endpoint's quota allows, so that it answers 429. */
  RATE_LIMITED(50, 5),
  /** The same questions again and again, with more workers each time. */
  BENCHMARK(200, 256);

  private final int batchSize;
  private final int maxConcurrent;

  Mode(int batchSize, int maxConcurrent) {
    this.batchSize = batchSize;
    this.maxConcurrent = maxConcurrent;
  }

  /** The name as users write it, such as {@code rate-limited}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The mode of that label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Mode of(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Mode::label)
                        .collect(
                            Collectors.joining(", ", "no mode '" + label + "'; there are: ", ""))));
  }

  /** Questions in a batch, unless said otherwise. */
  public int batchSize() {
    return batchSize;
  }

  /** Predictions at once, unless said otherwise; for the ladder the most that are tried. */
  public int maxConcurrent() {
    return maxConcurrent;
  }
}
