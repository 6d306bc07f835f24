package org.dspybench.report.document;

import java.util.List;

/**
 * What there is to say of one run.
 *
 * @param name of the file of results, without its directory
 * @param provenance where the figures come from, a sentence each: file, commit, machine, versions,
 *     simulator, what is unknown
 * @param sections in the order in which they are read
 */
public record Chapter(String name, List<String> provenance, List<Section> sections) {

  /** Copies its parts. */
  public Chapter {
    provenance = List.copyOf(provenance);
    sections = List.copyOf(sections);
  }
}
