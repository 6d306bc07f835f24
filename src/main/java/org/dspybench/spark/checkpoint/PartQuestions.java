package org.dspybench.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dspybench.batch.Question;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a part that have no outcome yet: lines of index, tab and JSON. Remembers those
 * under way, which a batch counts from 0 without the others. Read by one thread; {@link #take} may
 * be called by another. The owner closes it.
 */
public final class PartQuestions implements Iterator<Question>, AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final BufferedReader lines;
  private final FinishedQuestions finished;
  private final Map<Long, Long> underWay = new ConcurrentHashMap<>();
  private @Nullable Question ahead;
  private long aheadIndex;
  private long handedOut;

  private PartQuestions(BufferedReader lines, FinishedQuestions finished) {
    this.lines = lines;
    this.finished = finished;
  }

  public static PartQuestions open(FileSystem files, Path part, FinishedQuestions finished)
      throws IOException {
    return of(
        new BufferedReader(
            new InputStreamReader(files.open(part), StandardCharsets.UTF_8), 1 << 16),
        finished);
  }

  public static PartQuestions of(BufferedReader lines, FinishedQuestions finished) {
    return new PartQuestions(lines, finished);
  }

  @Override
  public boolean hasNext() {
    try {
      String line = "";
      while (ahead == null && line != null) {
        line = lines.readLine();
        if (line != null) {
          look(line);
        }
      }
      return ahead != null;
    } catch (IOException e) {
      throw new UncheckedIOException("the questions of the checkpoint cannot be read", e);
    }
  }

  private void look(String line) throws JsonProcessingException {
    int tab = line.indexOf('\t');
    long index = Long.parseLong(line.substring(0, tab));
    if (!finished.contains(index)) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      ((Map<?, ?>) JSON.readValue(line.substring(tab + 1), Map.class))
          .forEach((name, value) -> inputs.put((String) name, value));
      ahead = new Question(inputs);
      aheadIndex = index;
    }
  }

  @Override
  public Question next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no question is left");
    }
    Question next = ahead;
    ahead = null;
    underWay.put(handedOut++, aheadIndex);
    return next;
  }

  /** Forgets a question under way: the batch has its outcome. Returns its index in the input. */
  public long take(long indexInBatch) {
    Long index = underWay.remove(indexInBatch);
    if (index == null) {
      throw new IllegalStateException("question " + indexInBatch + " is not under way");
    }
    return index;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
