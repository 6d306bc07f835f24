package org.dspybench.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.dspybench.results.ResultRow;
import org.dspybench.results.RowNames;
import org.dspybench.results.Run;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Timing;

/**
 * Results in the form that github-action-benchmark reads as {@code customSmallerIsBetter}: name,
 * unit, value and range of each benchmark. A rate is turned into the time that an operation takes.
 */
public final class SmallerIsBetter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final double MILLIS_PER_SECOND = 1_000;

  private SmallerIsBetter() {}

  /**
   * An entry for each row that has a time or a rate, in the order of the file, under a name that no
   * other has: the action takes the first of a name for all.
   */
  public static String render(Run run) {
    ArrayNode entries = JSON.createArrayNode();
    RowNames names = RowNames.of(run.results().rows().stream());
    for (ResultRow row : run.results().rows()) {
      millis(new Timing(row))
          .filter(millis -> Double.isFinite(millis.value()))
          .ifPresent(millis -> put(names.of(row), millis, entries.addObject()));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written", e);
    }
  }

  private static Optional<Estimate> millis(Timing timing) {
    return timing
        .millis()
        .or(() -> timing.operationsPerSecond().map(rate -> rate.dividing(MILLIS_PER_SECOND)));
  }

  private static void put(String name, Estimate millis, ObjectNode entry) {
    entry.put("name", name);
    entry.put("unit", "ms/op");
    entry.put("value", millis.value());
    if (Double.isFinite(millis.high())) {
      entry.put("range", String.format(Locale.ROOT, "± %.3g", (millis.high() - millis.low()) / 2));
    }
  }
}
