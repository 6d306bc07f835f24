package org.dspybench.report.document;

import java.util.List;
import java.util.Optional;
import org.dspybench.speedup.Estimate;

/** Figures as a picture. All text is plain: a renderer escapes it. */
public sealed interface Chart {

  /** Tells it from the other charts of its section; lower-case words with hyphens. */
  String id();

  /** What it shows. */
  String title();

  /**
   * Curves over a common axis.
   *
   * @param series each with a name of its own
   */
  record Lines(String id, String title, Axis x, Axis y, List<Series> series) implements Chart {

    /** Copies its parts. */
    public Lines {
      series = List.copyOf(series);
    }
  }

  /**
   * A figure by two others.
   *
   * @param x what the columns stand for
   * @param columns the name of each column
   * @param y what the rows stand for
   * @param rows the name of each row
   * @param value what the figures are
   * @param figures row by row; empty where there is none
   */
  record HeatMap(
      String id,
      String title,
      String x,
      List<String> columns,
      String y,
      List<String> rows,
      String value,
      List<List<Optional<Cell.Interval>>> figures)
      implements Chart {

    /** Copies its parts. */
    public HeatMap {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      figures = figures.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Ratios with their intervals, one beneath the other.
   *
   * @param value what the ratios are
   * @param margin what a ratio may be off 1 before it matters, as a share: 0.03 is from 1/1.03 to
   *     1.03
   * @param ratios in the order in which they stand
   */
  record Intervals(String id, String title, String value, double margin, List<Ratio> ratios)
      implements Chart {

    /** Copies its ratios. */
    public Intervals {
      ratios = List.copyOf(ratios);
    }
  }

  /**
   * A ratio.
   *
   * @param estimate above 0; it may have no interval
   * @param standsOut whether it is to stand out
   */
  record Ratio(String name, Estimate estimate, boolean standsOut) {}

  /**
   * An axis.
   *
   * @param title what it measures, with its unit
   */
  record Axis(String title, Scale scale) {}

  /** How an axis is divided. */
  enum Scale {
    LINEAR,
    /** Linear, and not from 0: what differs by a few percent can be told apart. */
    CLOSE,
    LOGARITHMIC,
    /**
     * Percentiles from 0 to below 100, placed by 1 / (1 − p/100), as HdrHistogram plots them: 90,
     * 99 and 99.9 are equally far apart.
     */
    PERCENTILE
  }

  /** What a curve stands for. */
  enum Kind {
    /** Points that were measured, with their intervals. */
    MEASURED,
    /** What was fitted to measured points. */
    FITTED,
    /** What cannot be exceeded, or only without any cost. */
    BOUND
  }

  /**
   * A curve.
   *
   * @param points by rising x
   */
  record Series(String name, Kind kind, List<Point> points) {

    /** Copies its points. */
    public Series {
      points = List.copyOf(points);
    }
  }

  /** A point; its estimate may have no interval. */
  record Point(double x, Estimate y) {}
}
