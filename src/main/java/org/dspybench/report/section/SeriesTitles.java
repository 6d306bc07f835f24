package org.dspybench.report.section;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.compare.history.Series;
import org.dspybench.compare.history.Subject;

/** Short names for series: a benchmark, and what tells it from others of the same method. */
final class SeriesTitles {

  private final List<Subject> subjects;

  /** Among these series. */
  SeriesTitles(List<Series> series) {
    subjects = series.stream().map(Series::subject).toList();
  }

  String of(Subject subject) {
    SortedMap<String, String> features = new TreeMap<>(subject.features());
    features
        .entrySet()
        .removeIf(
            feature ->
                subjects.stream()
                    .filter(other -> other.method().equals(subject.method()))
                    .map(other -> other.features().get(feature.getKey()))
                    .allMatch(feature.getValue()::equals));
    return features.isEmpty() ? subject.method() : subject.method() + ", " + Held.list(features);
  }
}
