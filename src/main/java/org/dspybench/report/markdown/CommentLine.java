package org.dspybench.report.markdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line of a comment that can be left out.
 *
 * @param part where it stands
 * @param importance what matters most has the least
 * @param text in Markdown, with its newline
 */
record CommentLine(Part part, int importance, String text) {

  /** The parts of a comment that hold such lines. */
  enum Part {
    INCOMPLETE,
    TIMES,
    COUNTS,
    NEW,
    UNCHANGED_TIMES,
    UNCHANGED_COUNTS
  }

  /** As many as fit, from the most important on; in their order. */
  static List<CommentLine> fitting(List<CommentLine> lines, int characters) {
    List<CommentLine> fitting = new ArrayList<>();
    int left = characters;
    List<CommentLine> ordered =
        lines.stream().sorted(Comparator.comparingInt(CommentLine::importance)).toList();
    for (CommentLine line : ordered) {
      left -= line.text.length();
      if (left < 0) {
        break;
      }
      fitting.add(line);
    }
    return List.copyOf(fitting);
  }

  /** The lines of a part, one after the other. */
  static String of(Part part, List<CommentLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.stream().filter(line -> line.part == part).forEach(line -> text.append(line.text));
    return text.toString();
  }
}
