package org.dspybench.results;

import java.nio.file.Path;

/**
 * A file of results that its writer did not finish: JMH makes it when it begins and fills it when
 * it ends, so one that crashed or was stopped leaves nothing in it, or part of it.
 */
public final class UnfinishedFileException extends ResultFileException {

  private static final long serialVersionUID = 1L;

  UnfinishedFileException(Path file, String problem) {
    super(file, problem);
  }
}
