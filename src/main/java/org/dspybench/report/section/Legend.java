package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.results.ResultRow;

/** How to read the tables. */
final class Legend {

  private static final List<String> ALWAYS =
      List.of(
          "Times are geometric means over forks and iterations. A speedup is sequential time over"
              + " concurrent time.",
          "[95 % CI] comes from a bootstrap over forks, then iterations. No figure has more digits"
              + " than its interval supports; – is what was not measured.",
          "Efficiency is speedup over workers. The ideal speedup is what a scheduler without"
              + " overhead would gain with the same latencies, taking the calls in the order in"
              + " which they arrived; the bound is what no order of the calls can beat. A share of"
              + " either may pass 100 % by a percent or two: the sequential run pays the same"
              + " overhead for each call, so that the ratio cancels it, and the drawn latencies"
              + " have none.",
          "p50, p95 and p99 are the latency of a question in the concurrent run. Memory is its"
              + " resident memory at the highest.");

  private static final String LADDER =
      "The law is Gunther's Universal Scalability Law, fitted by weighted least squares of"
          + " logarithms. The ideal throughput is that of a scheduler without overhead.";

  private static final String SINGLE_FORK =
      "Some rows have a single fork. Their interval tells how the iterations of one JVM scatter,"
          + " not how another JVM would differ; a single iteration has no interval.";

  private Legend() {}

  static List<String> of(List<ResultRow> rows) {
    List<String> legend = new ArrayList<>(ALWAYS);
    if (rows.stream().anyMatch(LadderSections::concerns)) {
      legend.add(LADDER);
    }
    if (rows.stream().anyMatch(row -> row.primary().forks().size() == 1)) {
      legend.add(SINGLE_FORK);
    }
    return legend;
  }
}
