package org.dspybench.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dspybench.results.PlannedRun;

/** Cells for tests. */
public final class Cells {

  private Cells() {}

  static Cell cell(String benchmark, int rounds, Map<String, String> params) {
    return new Cell(
        new PlannedRun("org.example." + benchmark, new TreeMap<>(params), rounds, 2),
        1,
        List.of(),
        false);
  }

  public static Cell workers(int workers, int rounds) {
    return cell("Ladder.rung", rounds, Map.of("workers", String.valueOf(workers)));
  }
}
