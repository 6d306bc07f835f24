package org.dspybench.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a stream, which is read on a thread of its own until it ends. */
final class LastLines {

  private static final int KEPT = 10;
  private static final long END_WITHIN_MILLIS = 1000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private LastLines(BufferedReader stream) {
    reader = new Thread(() -> read(stream), "peer-errors");
    reader.setDaemon(true);
  }

  static LastLines of(BufferedReader stream) {
    LastLines last = new LastLines(stream);
    last.reader.start();
    return last;
  }

  private void read(BufferedReader stream) {
    try (stream) {
      for (String line = stream.readLine(); line != null; line = stream.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      // The process was destroyed; what it had printed until then is kept.
    }
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** The lines so far, after a moment in which the rest may come. */
  String text() {
    try {
      reader.join(END_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return String.join(System.lineSeparator(), lines);
    }
  }
}
