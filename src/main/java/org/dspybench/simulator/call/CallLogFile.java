package org.dspybench.simulator.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file with one line of JSON for each call that ended, a {@link SimulatedCall} each, in the order
 * in which they ended. A reset leaves the file as it is: attempts and times begin again.
 *
 * <p>{@link #accept} never blocks: a thread of its own writes, and flushes whenever it has written
 * all that there is. Should the disk be slower than the calls for so long that {@value #WAITING}
 * lines wait, further calls are dropped, and the last line says how many: {@code {"dropped":12}}.
 * Thread-safe.
 */
public final class CallLogFile implements Consumer<SimulatedCall>, AutoCloseable {

  static final int WAITING = 65_536;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Calls to write; an empty one is the last. */
  private final BlockingQueue<Optional<SimulatedCall>> queue = new ArrayBlockingQueue<>(WAITING);

  private final AtomicLong dropped = new AtomicLong();
  private final BufferedWriter file;
  private final Thread writer;
  private volatile @Nullable IOException failure;

  private CallLogFile(BufferedWriter file) {
    this.file = file;
    this.writer = new Thread(this::writeUntilTheLast, "call-log");
    writer.setDaemon(true);
  }

  /**
   * Begins a log; a file that is there already is replaced.
   *
   * @throws IOException if it cannot be written
   */
  public static CallLogFile create(Path path) throws IOException {
    CallLogFile log = new CallLogFile(Files.newBufferedWriter(path));
    log.writer.start();
    return log;
  }

  /** Notes a call; at once, whatever the disk does. */
  @Override
  public void accept(SimulatedCall call) {
    if (!queue.offer(Optional.of(call))) {
      dropped.incrementAndGet();
    }
  }

  /**
   * Writes what is left and closes the file.
   *
   * @throws IOException if a line could not be written, then or before
   */
  @Override
  public void close() throws IOException {
    try {
      queue.put(Optional.empty());
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the call log was complete", e);
    }
    IOException broken = failure;
    if (broken != null) {
      throw broken;
    }
  }

  private void writeUntilTheLast() {
    List<Optional<SimulatedCall>> batch = new ArrayList<>();
    boolean last = false;
    while (!last) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        failure = new IOException("the call log's thread was interrupted", e);
        return;
      }
      queue.drainTo(batch);
      last = batch.get(batch.size() - 1).isEmpty();
      write(batch, last);
    }
  }

  /** After the first failure nothing is written any more, so that no line follows half of one. */
  private void write(List<Optional<SimulatedCall>> batch, boolean last) {
    try {
      if (failure == null) {
        for (Optional<SimulatedCall> call : batch) {
          if (call.isPresent()) {
            file.write(JSON.writeValueAsString(call.get()) + "\n");
          }
        }
        if (last && dropped.get() > 0) {
          file.write("{\"dropped\":" + dropped.get() + "}\n");
        }
        file.flush();
      }
      if (last) {
        file.close();
      }
    } catch (IOException e) {
      failure = e;
    }
  }
}
