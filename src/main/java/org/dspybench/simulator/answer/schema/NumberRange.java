package org.dspybench.simulator.answer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a schema allows.
 *
 * @param lowest null where there is no lower bound
 * @param highest null where there is no upper bound
 */
record NumberRange(
    @Nullable BigDecimal lowest,
    boolean isLowestAllowed,
    @Nullable BigDecimal highest,
    boolean isHighestAllowed) {

  static NumberRange of(JsonNode schema) {
    boolean hasLowest = !schema.has("exclusiveMinimum");
    boolean hasHighest = !schema.has("exclusiveMaximum");
    return new NumberRange(
        bound(schema, hasLowest ? "minimum" : "exclusiveMinimum"),
        hasLowest,
        bound(schema, hasHighest ? "maximum" : "exclusiveMaximum"),
        hasHighest);
  }

  private static @Nullable BigDecimal bound(JsonNode schema, String name) {
    return schema.has(name) ? schema.path(name).decimalValue() : null;
  }

  /** The lower bound; without one 0, or what is as low as the upper bound asks. */
  long lowestInteger() {
    if (lowest != null) {
      long bound = lowest.setScale(0, RoundingMode.CEILING).longValue();
      boolean isExcluded = !isLowestAllowed && lowest.compareTo(BigDecimal.valueOf(bound)) == 0;
      return isExcluded ? bound + 1 : bound;
    }
    return Math.min(0, highestInteger());
  }

  /** The upper bound, or a large number. */
  long highestInteger() {
    if (highest == null) {
      return Integer.MAX_VALUE;
    }
    long bound = highest.setScale(0, RoundingMode.FLOOR).longValue();
    boolean isExcluded = !isHighestAllowed && highest.compareTo(BigDecimal.valueOf(bound)) == 0;
    return isExcluded ? bound - 1 : bound;
  }

  /**
   * A number strictly between the bounds.
   *
   * @param share in hundredths of the range, from 0 to 99; of 0 to 1 where a bound is missing
   */
  BigDecimal hundredths(int share) {
    if (lowest == null && highest == null) {
      return BigDecimal.valueOf(share, 2);
    }
    BigDecimal from = lowest;
    BigDecimal to = highest;
    if (from == null) {
      from = BigDecimal.valueOf(highestInteger()).subtract(BigDecimal.ONE);
    }
    if (to == null) {
      to = from.add(BigDecimal.ONE);
    }
    BigDecimal part = BigDecimal.valueOf(2L * share + 1, 0).divide(BigDecimal.valueOf(200));
    return from.add(to.subtract(from).multiply(part));
  }
}
