package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of results, or the environment file beside one, that cannot be used. The message is one
 * line: the file, what is wrong with it, what to do. It never quotes the file, whose {@code
 * jvmArgs} may hold secrets.
 */
public sealed class ResultFileException extends IOException permits UnfinishedFileException {

  private static final long serialVersionUID = 1L;

  /** Says of {@code file} what is wrong and what to do. */
  public ResultFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
