package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.results.Run;

/** From runs to the document that every format shows. */
public final class Documents {

  private Documents() {}

  /** The report on some runs; the same runs give the same document, whatever machine and locale. */
  public static Document of(List<Run> runs) {
    return new Document(
        runs.stream().map(Documents::chapter).toList(),
        Legend.of(runs.stream().flatMap(run -> run.results().rows().stream()).toList()));
  }

  private static Chapter chapter(Run run) {
    List<Section> sections =
        Stream.of(Kind.values())
            .flatMap(kind -> kind.sections(run.results().rows(), run.environment()))
            .toList();
    return new Chapter(run.name(), Provenance.of(run), withIdsOfTheirOwn(sections));
  }

  /** The same sections; an id that stands before is numbered. */
  static List<Section> withIdsOfTheirOwn(List<Section> sections) {
    Map<String, Integer> seen = new HashMap<>();
    List<Section> distinct = new ArrayList<>();
    for (Section section : sections) {
      int number = seen.merge(section.id(), 1, Integer::sum);
      distinct.add(number == 1 ? section : section.withId(section.id() + "-" + number));
    }
    return distinct;
  }
}
