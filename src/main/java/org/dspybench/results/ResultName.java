package org.dspybench.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the results of a run are kept. Only what is complete is under the plain name, where reports
 * find it by themselves.
 *
 * @param folder the directory of results
 * @param stem the name without its end
 */
public record ResultName(Path folder, String stem) {

  /** The end of the name of a run that is under way or was interrupted. */
  static final String PARTIAL = ".partial.json";

  /** The end of the name of a run of which something is missing. */
  static final String FAILED = ".failed.json";

  private static final String COMPLETE = ".json";

  /** The name, or else the name with the first number from 2 on, that nothing is kept under. */
  public static ResultName free(Path folder, String stem) {
    ResultName name = new ResultName(folder, stem);
    for (int i = 2; name.isTaken(); i++) {
      name = new ResultName(folder, stem + "-" + i);
    }
    return name;
  }

  private boolean isTaken() {
    return Stream.of(complete(), partial(), failed()).anyMatch(Files::exists);
  }

  /** The file of a run of which everything that was planned came back. */
  public Path complete() {
    return folder.resolve(stem + COMPLETE);
  }

  /** The file of what is measured so far. */
  public Path partial() {
    return folder.resolve(stem + PARTIAL);
  }

  /** The file of a run of which something is missing. */
  public Path failed() {
    return folder.resolve(stem + FAILED);
  }
}
