package org.dspybench.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Verdict;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.report.document.Table;
import org.dspybench.report.markdown.CommentLine.Part;

/**
 * A comparison in Markdown for a comment under a pull request, which holds some 65,000 characters.
 * A short one is the report as it is. In a longer one, what did not change is folded, and what does
 * not fit is left out from the least important end, in whole lines.
 */
public final class CommentReport {

  /** The most that is written; the rest of what a comment holds is for whoever posts it. */
  public static final int MOST_CHARACTERS = 60_000;

  private static final int SHORT = 20;
  private static final int LONGEST_NAME = 160;
  private static final int LONGEST_REMARK = 1_000;

  private static final int OF_INCOMPLETE = 1;
  private static final int OF_NEW = 4;
  private static final int OF_UNCHANGED = 5;

  private final Comparison comparison;
  private final Document document;
  private final List<CommentLine> lines = new ArrayList<>();

  private CommentReport(Comparison comparison, Document document) {
    this.comparison = comparison;
    this.document = document;
    Section times = chapter().sections().get(0);
    addRows(times.table(), comparison.times(), Part.TIMES, Part.UNCHANGED_TIMES);
    if (!comparison.counts().isEmpty()) {
      addRows(counts().table(), comparison.counts(), Part.COUNTS, Part.UNCHANGED_COUNTS);
    }
    addList("Incomplete: ", comparison.missing(), Part.INCOMPLETE, OF_INCOMPLETE);
    addList("New, and compared with nothing: ", comparison.added(), Part.NEW, OF_NEW);
  }

  /**
   * The comment.
   *
   * @param document of this comparison
   */
  public static String render(Comparison comparison, Document document) {
    String whole = MarkdownReport.render(document);
    CommentReport comment = new CommentReport(comparison, document);
    return comment.lines.size() <= SHORT && whole.length() <= MOST_CHARACTERS
        ? whole
        : comment.folded();
  }

  private Chapter chapter() {
    return document.chapters().get(0);
  }

  private Section counts() {
    return chapter().sections().get(1);
  }

  private void addRows(Table table, List<Judgement> judgements, Part changed, Part unchanged) {
    for (int row = 0; row < judgements.size(); row++) {
      int importance = importance(judgements.get(row));
      List<String> texts = new ArrayList<>(table.rows().get(row).stream().map(Cell::text).toList());
      texts.set(0, shortened(texts.get(0), LONGEST_NAME));
      lines.add(
          new CommentLine(
              importance >= OF_UNCHANGED ? unchanged : changed,
              importance,
              Markdown.compactRow(texts)));
    }
  }

  private static int importance(Judgement judged) {
    if (judged.isForInformation()) {
      return OF_UNCHANGED + 1;
    }
    return switch (judged.verdict()) {
      case REGRESSED -> 0;
      case IMPROVED -> 2;
      case INCONCLUSIVE -> 3;
      case NO_MATERIAL_CHANGE -> OF_UNCHANGED;
    };
  }

  private void addList(String start, List<String> texts, Part part, int importance) {
    for (String text : texts) {
      String line = start + shortened(text, LONGEST_NAME) + ".";
      lines.add(new CommentLine(part, importance, Markdown.list(List.of(line))));
    }
  }

  /** The middle is what is left out: names differ at their ends. */
  private static String shortened(String text, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length <= longest) {
      return text;
    }
    int half = longest / 2;
    return text.substring(0, text.offsetByCodePoints(0, half))
        + "…"
        + text.substring(text.offsetByCodePoints(text.length(), -half));
  }

  private String folded() {
    int always =
        layOut(lines).length() - lines.stream().mapToInt(line -> line.text().length()).sum();
    List<CommentLine> fitting =
        CommentLine.fitting(lines, MOST_CHARACTERS - always - leftOut(lines.size()).length());
    String comment = layOut(fitting);
    int missing = lines.size() - fitting.size();
    return missing == 0 ? comment : comment + leftOut(missing);
  }

  private static String leftOut(int missing) {
    return "\nLeft out, for a comment holds only so much: lines, from the least important on: "
        + missing
        + ". The page and the JSON of this comparison (--html, --json) hold the whole.\n";
  }

  private String layOut(List<CommentLine> chosen) {
    List<String> parts = new ArrayList<>();
    parts.add("### " + Markdown.escape(chapter().sections().get(0).title()) + "\n\n" + summary());
    parts.add(CommentLine.of(Part.INCOMPLETE, chosen));
    parts.add(table(Part.TIMES, chosen));
    parts.add(titled(Part.COUNTS, chosen));
    parts.add(CommentLine.of(Part.NEW, chosen));
    String unchanged = table(Part.UNCHANGED_TIMES, chosen);
    String uncounted = titled(Part.UNCHANGED_COUNTS, chosen);
    parts.add(
        details(
            "No material change: "
                + comparison.count(Verdict.NO_MATERIAL_CHANGE)
                + ", for information: "
                + comparison.all().filter(Judgement::isForInformation).count(),
            List.of(unchanged, uncounted)));
    parts.add(Markdown.list(remarks(chapter().provenance())));
    parts.add(
        details("How to read the tables", List.of(Markdown.list(remarks(document.legend())))));
    return joined(parts);
  }

  private String summary() {
    List<String> counts =
        Stream.of(Verdict.values())
            .map(verdict -> "%s: %d".formatted(verdict.label(), comparison.count(verdict)))
            .collect(Collectors.toCollection(ArrayList::new));
    counts.add("incomplete: " + comparison.missing().size());
    counts.add("new: " + comparison.added().size());
    return "**" + String.join(", ", counts) + "**\n";
  }

  private String table(Part part, List<CommentLine> chosen) {
    String rows = CommentLine.of(part, chosen);
    return rows.isEmpty()
        ? ""
        : Markdown.compactHead(chapter().sections().get(0).table().columns()) + rows;
  }

  private String titled(Part part, List<CommentLine> chosen) {
    String table = table(part, chosen);
    return table.isEmpty() ? "" : "#### " + Markdown.escape(counts().title()) + "\n\n" + table;
  }

  private static List<String> remarks(List<String> texts) {
    return texts.stream().map(text -> shortened(text, LONGEST_REMARK)).toList();
  }

  private static String details(String summary, List<String> parts) {
    String content = joined(parts);
    return content.isEmpty()
        ? ""
        : "<details><summary>" + summary + "</summary>\n\n" + content + "\n</details>\n";
  }

  private static String joined(List<String> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
  }
}
