package org.dspybench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** From JMH's JSON to rows. One parser reads one file. */
final class ResultParser {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path path;

  private ResultParser(Path path) {
    this.path = path;
  }

  static List<ResultRow> parse(Path path) throws IOException {
    JsonNode top = tree(path);
    if (!top.isArray()) {
      throw new ResultFileException(
          path, "is not a JMH result file (its top level is no array); write one with -rf json");
    }
    ResultParser parser = new ResultParser(path);
    List<ResultRow> rows = new ArrayList<>();
    for (JsonNode entry : top) {
      rows.add(parser.row(entry, "entry " + (rows.size() + 1)));
    }
    return rows;
  }

  /** The JSON in a file; what is wrong with it is told by its place, never by its content. */
  static JsonNode tree(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    try {
      return JSON.readTree(content);
    } catch (JsonEOFException e) {
      throw new ResultFileException(
          path, "ends in the middle: whoever wrote it was interrupted; make it again");
    } catch (JsonProcessingException e) {
      throw new ResultFileException(
          path,
          "is no valid JSON at line %d, column %d; make it again, one run in a file"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private ResultRow row(JsonNode entry, String where) throws ResultFileException {
    JsonNode primary = entry.path("primaryMetric");
    if (!primary.isObject()) {
      throw malformed(where, "primaryMetric");
    }
    return new ResultRow(
        text(entry, "benchmark", where),
        text(entry, "mode", where),
        entry.path("threads").asInt(1),
        count(entry, "forks", where),
        count(entry, "measurementIterations", where),
        params(entry, where),
        metric(primary, where + ", primaryMetric"),
        secondary(entry, where));
  }

  private SortedMap<String, String> params(JsonNode entry, String where)
      throws ResultFileException {
    SortedMap<String, String> params = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : entry.path("params").properties()) {
      params.put(param.getKey(), text(entry.path("params"), param.getKey(), where + ", params"));
    }
    return params;
  }

  private SortedMap<String, Metric> secondary(JsonNode entry, String where)
      throws ResultFileException {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> metric : entry.path("secondaryMetrics").properties()) {
      // JMH before 1.37 marked what a profiler measured with a leading dot.
      String name = metric.getKey().replaceFirst("^[·.]", "");
      if (metrics.put(name, metric(metric.getValue(), where + ", " + name)) != null) {
        throw new ResultFileException(
            path, where + " has " + name + " with and without a leading dot; remove one");
      }
    }
    return metrics;
  }

  private Metric metric(JsonNode metric, String where) throws ResultFileException {
    boolean sampled = metric.has("rawDataHistogram");
    List<List<Double>> forks = new ArrayList<>();
    for (JsonNode fork : metric.path(sampled ? "rawDataHistogram" : "rawData")) {
      List<Double> iterations = new ArrayList<>();
      for (JsonNode iteration : fork) {
        iterations.add(sampled ? mean(iteration, where) : number(iteration, where));
      }
      forks.add(iterations);
    }
    return new Metric(text(metric, "scoreUnit", where), forks);
  }

  private double mean(JsonNode histogram, String where) throws ResultFileException {
    double sum = 0;
    double samples = 0;
    for (JsonNode bucket : histogram) {
      double count = number(bucket.path(1), where);
      sum += number(bucket.path(0), where) * count;
      samples += count;
    }
    return sum / samples;
  }

  private double number(JsonNode node, String where) throws ResultFileException {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.asText()) {
      case "NaN" -> Double.NaN;
      case "+INF", "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> throw malformed(where, "raw data in numbers");
    };
  }

  private String text(JsonNode parent, String field, String where) throws ResultFileException {
    JsonNode node = parent.path(field);
    if (!node.isTextual()) {
      throw malformed(where, field);
    }
    return node.textValue();
  }

  private int count(JsonNode parent, String field, String where) throws ResultFileException {
    JsonNode node = parent.path(field);
    if (!node.canConvertToInt()) {
      throw malformed(where, field);
    }
    return node.intValue();
  }

  private ResultFileException malformed(String where, String field) {
    return new ResultFileException(
        path, where + " lacks " + field + "; is it a file that JMH wrote with -rf json?");
  }
}
