package org.dspybench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.SpeedupAnalysis;

/**
 * A report in Markdown: for each run where it comes from, then its tables, then how to read them.
 */
public final class MarkdownReport {

  private static final String LEGEND =
      """
      ### How to read the tables

      - Times are geometric means over forks and iterations. A speedup is sequential time over concurrent time.
      - [95 % CI] comes from a bootstrap over forks, then iterations. No figure has more digits than its interval supports; – is what was not measured.
      - Efficiency is speedup over workers. The ideal speedup is what a scheduler without overhead would gain with the same latencies, taking the questions in the order asked.
      - p50, p95 and p99 are the latency of a question in the concurrent run. Memory is its resident memory at the highest.
      """;

  private static final String SINGLE_FORK =
      """
      - Some rows have a single fork. Their interval tells how the iterations of one JVM scatter, not how another JVM would differ; a single iteration has no interval.
      """;

  private static final String LADDER =
      """
      - The law is Gunther's Universal Scalability Law, fitted by weighted least squares of logarithms. The ideal throughput is that of a scheduler without overhead.
      """;

  /** The kinds of section, in their order. */
  private enum Kind {
    SPEEDUP,
    LADDER,
    TRANSPORT,
    CONTROL,
    OTHER;

    static Kind of(ResultRow row) {
      if (TimingSection.isControl(row)) {
        return CONTROL;
      }
      if (SpeedupAnalysis.concerns(row)) {
        return SPEEDUP;
      }
      if (LadderSection.concerns(row)) {
        return LADDER;
      }
      return TransportSection.concerns(row) ? TRANSPORT : OTHER;
    }
  }

  private MarkdownReport() {}

  /** The report on some runs; the same runs give the same text, whatever machine and locale. */
  public static String render(List<Run> runs) {
    List<ResultRow> rows = runs.stream().flatMap(run -> run.results().rows().stream()).toList();
    boolean singleFork = rows.stream().anyMatch(row -> row.primary().forks().size() == 1);
    boolean ladder = rows.stream().anyMatch(LadderSection::concerns);
    return runs.stream().map(MarkdownReport::render).collect(Collectors.joining("\n"))
        + "\n"
        + LEGEND
        + (ladder ? LADDER : "")
        + (singleFork ? SINGLE_FORK : "");
  }

  private static String render(Run run) {
    Map<Kind, List<ResultRow>> rows =
        run.results().rows().stream().collect(Collectors.groupingBy(Kind::of));
    List<String> sections = new ArrayList<>(List.of(Provenance.of(run)));
    for (Kind kind : Kind.values()) {
      if (rows.containsKey(kind)) {
        sections.add(section(kind, run).apply(rows.get(kind)));
      }
    }
    return String.join("\n", sections);
  }

  private static Function<List<ResultRow>, String> section(Kind kind, Run run) {
    return switch (kind) {
      case SPEEDUP -> rows -> SpeedupSection.of(rows, run.environment());
      case LADDER -> rows -> LadderSection.of(rows, run.environment());
      case TRANSPORT -> rows -> TransportSection.of(rows, run.environment());
      case CONTROL -> rows -> TimingSection.of("Controls", rows, run.environment());
      case OTHER -> rows -> TimingSection.of("Other benchmarks", rows, run.environment());
    };
  }
}
