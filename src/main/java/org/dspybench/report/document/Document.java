package org.dspybench.report.document;

import java.util.List;

/**
 * A report.
 *
 * @param chapters one for each run, in the order in which they were given
 * @param legend how to read the tables: a sentence or two each
 */
public record Document(List<Chapter> chapters, List<String> legend) {

  /** Copies its parts. */
  public Document {
    chapters = List.copyOf(chapters);
    legend = List.copyOf(legend);
  }
}
