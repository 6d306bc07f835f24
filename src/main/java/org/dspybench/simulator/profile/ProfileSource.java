package org.dspybench.simulator.profile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile's figures come from.
 *
 * @param text the source in words; where the figures are a choice, that
 * @param date of the source; null only for a profile made by a program
 * @param sampleSize calls that were measured; 0 where the figures are a choice
 */
public record ProfileSource(String text, @Nullable LocalDate date, int sampleSize) {

  /** Refuses a source without words and a negative sample size. */
  public ProfileSource {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text of a source is not empty");
    }
    if (sampleSize < 0) {
      throw new IllegalArgumentException("sampleSize is 0 or more, not " + sampleSize);
    }
  }

  /** The source of a profile that a program made up. */
  static ProfileSource ofProgram(String text) {
    return new ProfileSource(text, null, 0);
  }
}
