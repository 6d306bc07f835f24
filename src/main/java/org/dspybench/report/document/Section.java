package org.dspybench.report.document;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table with what stands around it. All text is plain: a renderer escapes it.
 *
 * @param id tells it from the other sections of its chapter; lower-case words with hyphens, fit for
 *     an anchor and for a file's name
 * @param kind what sort of table it is, such as {@code speedup}; sections of one kind have the same
 *     columns
 * @param title stands over it
 * @param questions that it answers
 * @param held parameters that are the same in all rows, by name
 * @param table the figures
 * @param conclusions what follows from the figures, a sentence each
 * @param footnotes what a mark in the table stands for
 * @param charts the same figures as pictures
 */
public record Section(
    String id,
    String kind,
    String title,
    List<String> questions,
    SortedMap<String, String> held,
    Table table,
    List<String> conclusions,
    List<String> footnotes,
    List<Chart> charts) {

  /** Copies its parts. */
  public Section {
    questions = List.copyOf(questions);
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    conclusions = List.copyOf(conclusions);
    footnotes = List.copyOf(footnotes);
    charts = List.copyOf(charts);
  }

  /** This section by another id. */
  public Section withId(String other) {
    return new Section(other, kind, title, questions, held, table, conclusions, footnotes, charts);
  }
}
