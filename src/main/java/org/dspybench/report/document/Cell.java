package org.dspybench.report.document;

import org.dspybench.speedup.Estimate;

/** What a table holds in one place: a text to show and, where it is a figure, the figure. */
public sealed interface Cell {

  /** As it is shown, with its unit and no more digits than it supports; not escaped. */
  String text();

  /** Words. */
  record Text(String text) implements Cell {}

  /**
   * A figure without an interval.
   *
   * @param value unrounded, in the unit of its column, whatever unit the text is in
   */
  record Figure(String text, double value) implements Cell {}

  /**
   * A figure with an interval.
   *
   * @param estimate unrounded, in the unit of {@link Figure#value()}
   */
  record Interval(String text, Estimate estimate) implements Cell {}

  /** What was not measured, or does not apply. */
  record Absent() implements Cell {

    @Override
    public String text() {
      return "–";
    }
  }
}
