package org.dspybench.report.markdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;

/**
 * A report in Markdown: for each run where it comes from, then its tables, then how to read them.
 */
public final class MarkdownReport {

  private MarkdownReport() {}

  /** The whole report. */
  public static String render(Document document) {
    return Stream.concat(
            document.chapters().stream().map(MarkdownReport::chapter),
            Stream.of("### How to read the tables\n\n" + Markdown.list(document.legend())))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The sections of one kind, each run's with the file that they come from; absent where there are
   * none.
   */
  public static Optional<String> renderKind(Document document, String kind) {
    String text =
        document.chapters().stream()
            .map(chapter -> ofKind(chapter, kind))
            .filter(sections -> !sections.isEmpty())
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String ofKind(Chapter chapter, String kind) {
    List<Section> sections =
        chapter.sections().stream().filter(section -> section.kind().equals(kind)).toList();
    return sections.isEmpty()
        ? ""
        : sections.stream().map(MarkdownReport::section).collect(Collectors.joining("\n"))
            + "\n"
            + Markdown.escape(chapter.provenance().get(0))
            + "\n";
  }

  private static String chapter(Chapter chapter) {
    return Stream.concat(
            Stream.of(Markdown.list(chapter.provenance())),
            chapter.sections().stream().map(MarkdownReport::section))
        .collect(Collectors.joining("\n"));
  }

  private static String section(Section section) {
    StringBuilder text =
        new StringBuilder("### ").append(Markdown.escape(section.title())).append("\n\n");
    if (!section.questions().isEmpty()) {
      text.append(Markdown.paragraphOrList(section.questions())).append("\n");
    }
    if (!section.held().isEmpty()) {
      text.append("In all rows: ").append(held(section)).append(".\n\n");
    }
    text.append(Markdown.table(section.table()));
    if (!section.conclusions().isEmpty()) {
      text.append("\n").append(Markdown.paragraphOrList(section.conclusions()));
    }
    section.footnotes().forEach(note -> text.append("\n" + Markdown.escape(note) + "\n"));
    return text.toString();
  }

  private static String held(Section section) {
    return section.held().entrySet().stream()
        .map(entry -> Markdown.escape(entry.getKey() + " " + entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
