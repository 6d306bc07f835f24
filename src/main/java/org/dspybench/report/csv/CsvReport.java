package org.dspybench.report.csv;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/**
 * What was measured as a tidy table: a line for each value of each metric, a column for each thing
 * that tells it from others. Parameters have a column each, {@code param.NAME}, empty where a
 * benchmark does not have it; the score is the metric {@code score}. Forks and iterations count
 * from 1.
 */
public final class CsvReport {

  private static final String SCORE = "score";
  private static final String NEWLINE = "\n";

  private final List<Run> runs;
  private final SortedSet<String> params;

  /** Of some runs. */
  public CsvReport(List<Run> runs) {
    this.runs = List.copyOf(runs);
    this.params = new TreeSet<>();
    runs.forEach(run -> run.results().rows().forEach(row -> params.addAll(row.params().keySet())));
  }

  /**
   * Writes all values, one after the other: there may be millions.
   *
   * @throws IOException where the writer throws it
   */
  public void writeTo(Writer out) throws IOException {
    out.append(header()).append(NEWLINE);
    for (Run run : runs) {
      for (ResultRow row : run.results().rows()) {
        String name = start(run, row);
        write(name, SCORE, row.primary(), out);
        for (Map.Entry<String, Metric> metric : row.secondary().entrySet()) {
          write(name, metric.getKey(), metric.getValue(), out);
        }
      }
    }
  }

  private String header() {
    List<String> names = new ArrayList<>(List.of("file", "benchmark", "mode", "threads"));
    params.forEach(param -> names.add("param." + param));
    names.addAll(List.of("metric", "unit", "fork", "iteration", "value"));
    return CsvText.line(names);
  }

  /** What is the same for all metrics of a row. */
  private String start(Run run, ResultRow row) {
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(run.name(), row.benchmark(), row.mode(), String.valueOf(row.threads())));
    params.forEach(param -> cells.add(row.param(param).orElse("")));
    return CsvText.line(cells);
  }

  /** The part that each line of a metric begins with is made once. */
  private static void write(String row, String name, Metric metric, Writer out) throws IOException {
    String start = row + "," + CsvText.line(List.of(name, metric.unit())) + ",";
    for (int fork = 0; fork < metric.forks().size(); fork++) {
      String ofFork = start + (fork + 1) + ",";
      List<Double> values = metric.forks().get(fork);
      for (int iteration = 0; iteration < values.size(); iteration++) {
        out.write(ofFork);
        out.write(Integer.toString(iteration + 1));
        out.write(',');
        out.write(NumberOutput.toString(values.get(iteration), true));
        out.write(NEWLINE);
      }
    }
  }
}
