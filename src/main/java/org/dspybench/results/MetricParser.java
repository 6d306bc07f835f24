package org.dspybench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Reads the raw data of a score, and passes over what JMH computed from them. */
final class MetricParser {

  private final JsonParser json;

  MetricParser(JsonParser json) {
    this.json = json;
  }

  /** Reads the metric that begins here. */
  Metric metric(Place entry, String name) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw entry.lacks(name);
    }
    Place place = entry.in(name);
    @Nullable String unit = null;
    List<List<Double>> forks = List.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "scoreUnit" -> unit = json.getText();
        case "rawData" -> forks = forks(place, this::number);
        case "rawDataHistogram" -> forks = forks(place, this::mean);
        default -> json.skipChildren();
      }
    }
    if (unit == null) {
      throw place.lacks("scoreUnit");
    }
    return new Metric(unit, forks);
  }

  /** One value of an array. */
  private interface Value {
    double read(Place place) throws IOException;
  }

  private List<List<Double>> forks(Place place, Value iteration) throws IOException {
    List<List<Double>> forks = new ArrayList<>();
    requireArray(place);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      requireArray(place);
      DoubleStream.Builder iterations = DoubleStream.builder();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        iterations.add(iteration.read(place));
      }
      forks.add(Doubles.of(iterations.build()));
    }
    return forks;
  }

  /** The mean of samples that are given as pairs of a value and how often it was measured. */
  private double mean(Place place) throws IOException {
    double sum = 0;
    double samples = 0;
    requireArray(place);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      requireArray(place);
      json.nextToken();
      double value = number(place);
      json.nextToken();
      double count = number(place);
      sum += value * count;
      samples += count;
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw place.lacks("raw data in pairs");
      }
    }
    return sum / samples;
  }

  private double number(Place place) throws IOException {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    // JMH writes what is no number as text.
    return switch (json.getText()) {
      case "NaN" -> Double.NaN;
      case "+INF", "INF", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
      case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw place.lacks("raw data in numbers");
    };
  }

  private void requireArray(Place place) throws ResultFileException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw place.lacks("raw data in lists");
    }
  }
}
