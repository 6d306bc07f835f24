package org.dspybench.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Table;
import org.dspybench.speedup.Estimate;

/** Cells and estimates in JSON. */
final class FigureJson {

  private FigureJson() {}

  /** A cell for each column, by its key; null where it is absent. */
  static void put(List<Table.Column> columns, List<Cell> row, ObjectNode json) {
    for (int i = 0; i < columns.size(); i++) {
      String key = columns.get(i).key();
      if (row.get(i) instanceof Cell.Absent) {
        json.putNull(key);
      } else {
        put(row.get(i), json.putObject(key));
      }
    }
  }

  static void put(Cell cell, ObjectNode json) {
    json.put("text", cell.text());
    if (cell instanceof Cell.Figure figure) {
      put("value", figure.value(), json);
    } else if (cell instanceof Cell.Interval interval) {
      put(interval.estimate(), json);
    }
  }

  /** The interval is left out where there is none. */
  static void put(Estimate estimate, ObjectNode json) {
    put("value", estimate.value(), json);
    if (estimate.isBounded()) {
      put("low", estimate.low(), json);
      put("high", estimate.high(), json);
    }
  }

  /** JSON has no number for what is not finite. */
  private static void put(String name, double value, ObjectNode json) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    }
  }
}
