package org.dspybench.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a Markdown document that is rendered, not written: the lines between {@code <!--
 * dspybench:begin NAME -->} and {@code <!-- dspybench:end NAME -->}, each on a line of its own.
 *
 * @param name tells one part from another
 */
public record MarkedSection(String name) {

  private static final Pattern BEGIN = Pattern.compile("<!-- dspybench:begin (?<name>\\S+) -->");

  /**
   * The document with new content between the markers; everything else stays as it is, line ends
   * included.
   *
   * @param document the text of the document
   * @param documentName what to call it in a message
   * @param content what to put between the markers
   * @throws ReportException where a marker is missing or stands there twice, or the end comes first
   */
  public String replace(String document, String documentName, String content)
      throws ReportException {
    String newline = document.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = document.lines().toList();
    int begin = find(lines, marker("begin"), documentName);
    int end = find(lines, marker("end"), documentName);
    if (end < begin) {
      throw new ReportException(
          "%s: '%s' stands before '%s'; swap them"
              .formatted(documentName, marker("end"), marker("begin")));
    }
    List<String> replaced = new ArrayList<>(lines.subList(0, begin + 1));
    replaced.addAll(content.lines().toList());
    replaced.addAll(lines.subList(end, lines.size()));
    return String.join(newline, replaced) + (document.endsWith("\n") ? newline : "");
  }

  /** The parts that begin in a document, in its order. */
  public static List<MarkedSection> in(String document) {
    return document
        .lines()
        .map(line -> BEGIN.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(line -> new MarkedSection(line.group("name")))
        .distinct()
        .toList();
  }

  private static int find(List<String> lines, String marker, String documentName)
      throws ReportException {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      throw new ReportException(
          "%s: the line '%s' must stand in it once, not %s times"
              .formatted(documentName, marker, found.size()));
    }
    return found.get(0);
  }

  private String marker(String kind) {
    return "<!-- dspybench:" + kind + " " + name + " -->";
  }
}
