package org.dspybench.report.section;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.SpeedupAnalysis;

/** What sort of section a row belongs to, in the order in which they are read. */
public enum Kind {
  /** Concurrent beside sequential. */
  SPEEDUP,
  /** Throughput by worker count. */
  LADDER,
  /** Throughput where the endpoint answers at once. */
  CEILING,
  /** What the harness, the bridge and the endpoint cost by themselves. */
  CONTROL,
  /** Everything else, other projects' rows among it. */
  OTHER;

  /** Its name in a document: lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a row. */
  static Kind of(ResultRow row) {
    if (TimingSection.isControl(row)) {
      return CONTROL;
    }
    if (SpeedupAnalysis.concerns(row)) {
      return SPEEDUP;
    }
    if (LadderSections.concerns(row)) {
      return LADDER;
    }
    return CeilingSections.concerns(row) ? CEILING : OTHER;
  }

  /** The sections of the rows that are of this kind. */
  Stream<Section> sections(List<ResultRow> rows, Environment environment) {
    List<ResultRow> mine = rows.stream().filter(row -> of(row) == this).toList();
    return mine.isEmpty() ? Stream.empty() : of(mine, environment).stream();
  }

  private List<Section> of(List<ResultRow> rows, Environment environment) {
    return switch (this) {
      case SPEEDUP -> SpeedupSections.of(rows, environment);
      case LADDER -> LadderSections.of(rows, environment);
      case CEILING -> CeilingSections.of(rows, environment);
      case CONTROL, OTHER -> List.of(TimingSection.of(this, rows, environment));
    };
  }
}
