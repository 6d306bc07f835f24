package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Gate;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Standing;
import org.dspybench.compare.Verdict;
import org.dspybench.compare.statistics.LogRatio;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.results.Fact;
import org.dspybench.speedup.Estimate;

/** A comparison of two sides as a document: the verdict on each benchmark, and how sure it is. */
public final class ComparisonDocument {

  private ComparisonDocument() {}

  /** The document on a comparison. */
  public static Document of(Comparison comparison) {
    Gate gate = comparison.gate();
    List<Section> sections = new ArrayList<>();
    sections.add(
        section(
            "comparison",
            "Head against base",
            "Which benchmarks became slower or faster?",
            comparison.times(),
            gate.ofTimes(),
            conclusions(comparison)));
    if (!comparison.counts().isEmpty()) {
      sections.add(
          section(
              "counts",
              "What was counted, head against base",
              "Does an operation allocate, ask or send more?",
              comparison.counts(),
              gate.ofCounts(),
              List.of()));
    }
    return new Document(
        List.of(new Chapter(comparison.head(), provenance(comparison), sections)),
        legend(comparison));
  }

  private static Section section(
      String id,
      String title,
      String question,
      List<Judgement> judgements,
      Gate gate,
      List<String> conclusions) {
    return new Section(
        id,
        "comparison",
        title,
        List.of(question),
        new TreeMap<>(),
        ColumnOf.table(columns(gate), judgements),
        conclusions,
        List.of(),
        judgements.isEmpty() ? List.of() : List.of(intervals(title, judgements, gate)));
  }

  private static Chart intervals(String title, List<Judgement> judgements, Gate gate) {
    return new Chart.Intervals(
        "intervals",
        title,
        "cost of head over that of base",
        gate.threshold(),
        judgements.stream()
            .map(
                judged ->
                    new Chart.Ratio(
                        judged.subject(),
                        estimate(judged.effect().cost(), gate),
                        judged.verdict() == Verdict.REGRESSED))
            .toList());
  }

  private static List<ColumnOf<Judgement>> columns(Gate gate) {
    return List.of(
        ColumnOf.text("benchmark", "benchmark", Judgement::subject),
        ColumnOf.text("verdict", "verdict", Judgement::label),
        ColumnOf.figure(
            "costOfHead",
            "head over base [95 % CI]",
            "",
            judged -> Cells.interval(estimate(judged.effect().cost(), gate))),
        ColumnOf.figure("adjustedP", "p of slower (Holm)", "", ComparisonDocument::p),
        ColumnOf.figure(
            "detectable",
            "could have seen",
            "",
            judged -> detectable(judged.effect().cost(), gate)));
  }

  private static Estimate estimate(LogRatio cost, Gate gate) {
    return new Estimate(cost.ratio(), cost.low(gate.confidence()), cost.high(gate.confidence()));
  }

  private static Cell p(Judgement judged) {
    double p = judged.adjustedPOfSlower();
    return switch (judged.compared().standing()) {
      case JUDGED -> new Cell.Figure(Figures.scientific(p), p);
      case SETTLED -> new Cell.Text("screened");
      case INFORMATION -> new Cell.Text(Figures.ABSENT);
    };
  }

  private static Cell detectable(LogRatio cost, Gate gate) {
    double excess = cost.detectableExcess(gate.level(), gate.power());
    return Cells.share(
        Double.isFinite(excess) ? OptionalDouble.of(excess) : OptionalDouble.empty());
  }

  private static List<String> conclusions(Comparison comparison) {
    List<String> conclusions = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.REGRESSED, Verdict.IMPROVED)) {
      String names =
          comparison.with(verdict).map(Judgement::subject).collect(Collectors.joining("; "));
      if (!names.isEmpty()) {
        conclusions.add(
            "%s: %s: %s."
                .formatted(capitalised(verdict.label()), comparison.count(verdict), names));
      }
    }
    conclusions.add(
        "Of %s compared, %s without a material change and %s inconclusive."
            .formatted(
                comparison.all().count(),
                comparison.count(Verdict.NO_MATERIAL_CHANGE),
                comparison.count(Verdict.INCONCLUSIVE)));
    comparison.missing().forEach(missing -> conclusions.add("Incomplete: " + missing + "."));
    comparison
        .added()
        .forEach(added -> conclusions.add("New, and compared with nothing: " + added + "."));
    return conclusions;
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static List<String> provenance(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add("Base: %s. Head: %s.".formatted(comparison.base(), comparison.head()));
    lines.add(
        comparison.paired()
            ? "Measured in pairs of launches, one right after the other, in an order that chance"
                + " decided: what both launches of a pair met cancels."
            : "The launches of the two sides are no pairs: what the machine did between them counts"
                + " as a difference of the commits. Judge by pairs before a pull request is"
                + " blamed.");
    if (!comparison.unchecked().isEmpty()) {
      lines.add(
          "Not recorded on both sides, and so not checked to be the same: %s."
              .formatted(
                  comparison.unchecked().stream()
                      .map(Fact::key)
                      .collect(Collectors.joining(", "))));
    }
    return lines;
  }

  private static List<String> legend(Comparison comparison) {
    Gate times = comparison.gate().ofTimes();
    Gate counts = comparison.gate().ofCounts();
    String method =
        comparison.paired()
            ? "that of paired t, of the logarithms of the pairs' ratios, and p is that of a"
                + " randomisation test over the pairs."
            : "Welch's, of logarithms, and so is p.";
    List<String> legend = new ArrayList<>();
    legend.add(
        "Head over base is the ratio of costs: time per operation, or the inverse of throughput."
            + " Above 1, head is slower. The independent sample is the launch of a JVM, by the"
            + " 5th percentile of its iterations' times, for what disturbs one makes it slower; the"
            + " interval is "
            + method);
    legend.add(
        "Regressed: slower with an adjusted p of at most %s (Holm, over all benchmarks together), and by %s at least. Improved: the same in the other direction. No material change: the interval lies within %s on both sides. Inconclusive: none of these."
            .formatted(level(times), threshold(times), threshold(times)));
    if (!comparison.counts().isEmpty()) {
      legend.add(
          "What was counted is judged in the same way, by %s and a p of at most %s, together."
              .formatted(threshold(counts), level(counts)));
    }
    if (comparison.all().anyMatch(judged -> judged.compared().standing() == Standing.SETTLED)) {
      legend.add(
          "Screened: a first look found no sign of a change, so it got no fresh pairs and can be"
              + " neither regressed nor improved. What did show a sign is judged by its fresh pairs"
              + " alone.");
    }
    if (comparison.all().anyMatch(Judgement::isForInformation)) {
      legend.add(
          "For information: it has the latency of a model in it, which hides what the commits"
              + " changed, and is not judged.");
    }
    legend.add(
        "Could have seen is the slowdown that so many launches with this spread would have shown in"
            + " four of five cases.");
    return legend;
  }

  private static String level(Gate gate) {
    return Figures.measure(OptionalDouble.of(gate.level()), "");
  }

  private static String threshold(Gate gate) {
    return Figures.measure(OptionalDouble.of(100 * gate.threshold()), " %");
  }
}
