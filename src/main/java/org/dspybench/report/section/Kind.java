package org.dspybench.report.section;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.ClusterRuns;
import org.dspybench.speedup.Peers;
import org.dspybench.speedup.SpeedupAnalysis;

/** What sort of section a row belongs to, in the order in which they are read. */
public enum Kind {
  /** Concurrent beside sequential. */
  SPEEDUP,
  /** Throughput by worker count. */
  LADDER,
  /** Throughput where the endpoint answers at once. */
  CEILING,
  /** Batches that ask for more than a quota allows. */
  QUOTA,
  /** When outcomes are delivered behind slow answers. */
  TAIL,
  /** Batches in which questions repeat. */
  DEDUPLICATION,
  /** Other ways to run a batch. */
  PEERS,
  /** One process and several. */
  CLUSTER,
  /** What the interpreter lock allows. */
  LOCK,
  /** What the harness, the bridge and the endpoint cost by themselves. */
  CONTROL,
  /** Everything else, other projects' rows among it. */
  OTHER;

  /** Its name in a document: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a row: the first that knows it, the most particular ones before the others. */
  static Kind of(ResultRow row) {
    return Stream.<Map.Entry<Kind, Predicate<ResultRow>>>of(
            Map.entry(CONTROL, TimingSection::isControl),
            Map.entry(PEERS, Peers::concerns),
            Map.entry(CLUSTER, ClusterRuns::concerns),
            Map.entry(LOCK, LockSections::concerns),
            Map.entry(QUOTA, QuotaSections::concerns),
            Map.entry(TAIL, TailSections::concerns),
            Map.entry(DEDUPLICATION, DeduplicationSections::concerns),
            Map.entry(SPEEDUP, SpeedupAnalysis::concerns),
            Map.entry(LADDER, LadderSections::concerns),
            Map.entry(CEILING, CeilingSections::concerns))
        .filter(kind -> kind.getValue().test(row))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHER);
  }

  /** The sections of this kind that the rows of a run come to. */
  Stream<Section> sections(List<ResultRow> rows, Environment environment) {
    if (this == LOCK) {
      return LockSections.of(rows, environment).stream();
    }
    List<ResultRow> mine = rows.stream().filter(row -> of(row) == this).toList();
    return mine.isEmpty() ? Stream.empty() : of(mine, environment).stream();
  }

  private List<Section> of(List<ResultRow> rows, Environment environment) {
    return switch (this) {
      case SPEEDUP -> SpeedupSections.of(rows, environment);
      case LADDER -> LadderSections.of(rows, environment);
      case CEILING -> CeilingSections.of(rows, environment);
      case QUOTA -> QuotaSections.of(rows, environment);
      case TAIL -> TailSections.of(rows, environment);
      case DEDUPLICATION -> DeduplicationSections.of(rows, environment);
      case PEERS -> PeerSections.of(rows, environment);
      case CLUSTER -> ClusterSections.of(rows, environment);
      case LOCK -> LockSections.of(rows, environment);
      case CONTROL, OTHER -> List.of(TimingSection.of(this, rows, environment));
    };
  }
}
