package org.dspybench.spark.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The outcomes of one part of the questions: a folder with one or more files for each task that
 * asked of it, named by the time at which they were begun.
 */
public final class JournalFolder {

  private final FileSystem files;
  private final Path folder;

  public JournalFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** A file that nobody has begun yet, behind all that are there. */
  Path next() {
    return new Path(
        folder, "%015d-%s.jsonl".formatted(System.currentTimeMillis(), UUID.randomUUID()));
  }

  /** All lines, those of earlier files first; the caller closes them. */
  JournalLines lines() throws IOException {
    return new JournalLines(files, begun());
  }

  private Deque<Path> begun() throws IOException {
    try {
      Deque<Path> begun = new ArrayDeque<>();
      Arrays.stream(files.listStatus(folder)).map(FileStatus::getPath).sorted().forEach(begun::add);
      return begun;
    } catch (FileNotFoundException e) {
      return new ArrayDeque<>();
    }
  }

  /** The questions that need not be asked again. */
  public FinishedQuestions finished(boolean retryFailed) throws IOException {
    FinishedQuestions finished = new FinishedQuestions();
    try (JournalLines lines = lines()) {
      while (lines.hasNext()) {
        JournalLine line = lines.next();
        if (line.isFinal(retryFailed)) {
          finished.add(line.index());
        }
      }
    }
    return finished;
  }
}
