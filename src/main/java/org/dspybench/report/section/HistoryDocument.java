package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.compare.Conditions;
import org.dspybench.compare.history.History;
import org.dspybench.compare.history.Origin;
import org.dspybench.compare.history.Place;
import org.dspybench.compare.history.Series;
import org.dspybench.compare.statistics.EDivisive;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;

/** A history as a document: a chapter for each place, with the course of each benchmark. */
public final class HistoryDocument {

  /** What names a place; other facts do where places differ by them. */
  private static final Set<Fact> MACHINE = EnumSet.of(Fact.CPU_MODEL, Fact.CORES);

  private HistoryDocument() {}

  /** The document on a history. */
  public static Document of(History history) {
    List<Chapter> chapters = new ArrayList<>();
    history.places().forEach(place -> chapters.add(chapter(place, history.places())));
    if (!history.leftOut().isEmpty()) {
      chapters.add(new Chapter("Left out", leftOut(history), List.of()));
    }
    return new Document(chapters, legend());
  }

  private static List<String> leftOut(History history) {
    return history.leftOut().stream().map(line -> "Left out: " + line + ".").toList();
  }

  private static Chapter chapter(Place place, List<Place> all) {
    SeriesTitles titles = new SeriesTitles(place.series());
    List<Section> sections = new ArrayList<>();
    sections.add(SeriesOverview.of(place.series(), titles));
    place.series().stream()
        .filter(series -> series.points().size() > 1)
        .map(series -> SeriesSection.of(titles.of(series.subject()), series))
        .forEach(sections::add);
    sections.add(runs(place));
    String name = name(place, all);
    return new Chapter(name, provenance(name, place), Documents.withIdsOfTheirOwn(sections));
  }

  private static String name(Place place, List<Place> all) {
    return Conditions.FACTS.stream()
        .filter(fact -> MACHINE.contains(fact) || differs(fact, all))
        .map(fact -> words(fact, place.conditions()))
        .collect(Collectors.joining(", "));
  }

  private static boolean differs(Fact fact, List<Place> all) {
    return all.stream().map(place -> place.conditions().facts().get(fact)).distinct().count() > 1;
  }

  private static String words(Fact fact, Conditions conditions) {
    String value = conditions.facts().getOrDefault(fact, "unknown");
    return switch (fact) {
      case CPU_MODEL, OS, VM -> value;
      case CORES -> value + " cores";
      default -> fact.key() + " " + value;
    };
  }

  private static List<String> provenance(String name, Place place) {
    Environment same = new Environment(place.conditions().facts(), new TreeMap<>());
    List<String> lines = new ArrayList<>();
    lines.add(
        "History of %s on %s: from %s to %s."
            .formatted(
                place.runs().size() == 1 ? "one run" : place.runs().size() + " runs",
                name,
                place.runs().get(0).day(),
                place.runs().get(place.runs().size() - 1).day()));
    Provenance.lines(same).forEach(lines::add);
    String unknown =
        Conditions.FACTS.stream()
            .filter(fact -> same.fact(fact).isEmpty())
            .map(Fact::key)
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      lines.add("Recorded in none of these runs: " + unknown + ".");
    }
    return lines;
  }

  private static Section runs(Place place) {
    List<Integer> numbers = IntStream.rangeClosed(1, place.runs().size()).boxed().toList();
    IntFunction<Origin> run = number -> place.runs().get(number - 1);
    return new Section(
        "runs",
        "runs",
        "Runs",
        List.of(),
        new TreeMap<>(),
        ColumnOf.table(
            List.of(
                ColumnOf.<Integer>figure(
                    "run", "run", "", number -> Cells.count(OptionalDouble.of(number))),
                ColumnOf.text("day", "day", number -> run.apply(number).day()),
                ColumnOf.text(
                    "commit", "commit", number -> run.apply(number).commit().orElse("unknown")),
                ColumnOf.text("file", "file", number -> run.apply(number).file())),
            numbers),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<String> legend() {
    return List.of(
        "A run is one file of results; its figure is the median over its launches of the 5th"
            + " percentile of each one's times. Runs are numbered at each place from the oldest on."
            + " Runs on another machine, or with another JDK, Python, DSPy, simulator profile or"
            + " setting of JMH, are never in one series.",
        "Changes are found by E-divisive (Matteson and James, 2014), in series of %s runs or more, with %s or more on each side; p is that of its permutation test. Of a hundred benchmarks that never change, about one shows a change. Nothing here is a verdict: a slow month of a shared machine looks like a change of the code. Let compare-commits decide."
            .formatted(Series.LEAST_RUNS, EDivisive.LEAST_VALUES),
        "After over before is the ratio of costs: time per operation, or the inverse of throughput."
            + " Above 1, it became slower. The interval is Welch's, of logarithms; since the place of"
            + " the change was sought, that of a small change is somewhat too narrow.");
  }
}
