package org.dspybench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * From JMH's JSON to rows, as JMH 1.19 to 1.37 write it, token by token: the samples of mode {@code
 * sample} may be more than fits the memory. One parser reads one file.
 */
final class ResultParser {

  private static final String REMEDY =
      "write it with -rf json; JMH before 1.23 leaves a quote in a parameter unescaped";

  private static final Pattern JVM_FLAG = Pattern.compile("-X[\\w:+=.,%-]*");

  private final Path path;
  private final JsonParser json;
  private final MetricParser metrics;
  private final HiddenParams hidden = new HiddenParams();

  private ResultParser(Path path, JsonParser json) {
    this.path = path;
    this.json = json;
    this.metrics = new MetricParser(json);
  }

  static List<ResultRow> parse(Path path) throws IOException {
    return JsonFile.read(path, REMEDY, json -> new ResultParser(path, json).rows());
  }

  private List<ResultRow> rows() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new ResultFileException(
          path, "is not a JMH result file (its top level is no array); write one with -rf json");
    }
    List<ResultRow> rows = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      rows.add(entry(new Place(path, "entry " + (rows.size() + 1))));
    }
    return rows;
  }

  private ResultRow entry(Place place) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw place.lacks("benchmark");
    }
    Entry entry = new Entry(place);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "benchmark" -> entry.benchmark = text(place, field);
        case "mode" -> entry.mode = text(place, field);
        case "threads" -> entry.threads = count(place, field);
        case "forks" -> entry.forks = count(place, field);
        case "measurementIterations" -> entry.iterations = count(place, field);
        case "jmhVersion",
            "jdkVersion",
            "vmName",
            "vmVersion",
            "warmupIterations",
            "warmupTime",
            "warmupBatchSize",
            "measurementTime",
            "measurementBatchSize" ->
            setting(field, entry);
        case "jvmArgs" -> entry.settings.put(field, jvmFlags());
        case "params" -> entry.params = params(place.in(field));
        case "primaryMetric" -> entry.primary = metrics.metric(place, field);
        case "secondaryMetrics" -> entry.secondary = secondary(place);
        default -> json.skipChildren();
      }
    }
    return entry.row();
  }

  /** A setting that a tool other than JMH wrote in a form of its own is passed over. */
  private void setting(String field, Entry entry) throws IOException {
    if (json.currentToken().isScalarValue()) {
      entry.settings.put(field, json.getText());
    } else {
      json.skipChildren();
    }
  }

  /**
   * The arguments that decide how the JVM works, in their order. What names a file is no such, or
   * differs between machines; properties may hold secrets.
   */
  private String jvmFlags() throws IOException {
    List<String> flags = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && JVM_FLAG.matcher(json.getText()).matches()) {
          flags.add(json.getText());
        }
        json.skipChildren();
      }
    } else {
      json.skipChildren();
    }
    return flags.isEmpty() ? "none" : String.join(" ", flags);
  }

  private SortedMap<String, String> params(Place place) throws IOException {
    SortedMap<String, String> params = new TreeMap<>();
    requireObject(place, "names");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      params.put(name, hidden.shown(name, text(place, name)));
    }
    return params;
  }

  private SortedMap<String, Metric> secondary(Place place) throws IOException {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    requireObject(place, "secondaryMetrics");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      secondary.put(name, metrics.metric(place, name));
    }
    return secondary;
  }

  private void requireObject(Place place, String field) throws ResultFileException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw place.lacks(field);
    }
  }

  private String text(Place place, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw place.lacks(field);
    }
    return json.getText();
  }

  private int count(Place place, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() != JsonParser.NumberType.INT) {
      throw place.lacks(field);
    }
    return json.getIntValue();
  }
}
